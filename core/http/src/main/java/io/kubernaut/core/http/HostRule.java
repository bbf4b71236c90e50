package io.kubernaut.core.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names a server answers to.
 *
 * <p>A page on the web can make the browser of somebody on this host talk to a server on the
 * loopback address, by letting its own name point there (DNS rebinding). The browser then sends
 * that name in the {@code Host} header; so a server on loopback answers only to the loopback's own
 * names, which no page can take. The port is not compared: it differs behind a port forwarding.
 *
 * <p>Immutable.
 */
public final class HostRule {

  private static final HostRule ANY = new HostRule(false, Set.of());
  private static final HostRule LOOPBACK = new HostRule(true, Set.of());

  private static final Pattern IPV4_LOOPBACK =
      Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  private static final Pattern PORT = Pattern.compile("\\d{0,5}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9._~-]+");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");

  private final boolean restricted;
  private final Set<String> names;

  private HostRule(boolean restricted, Set<String> names) {
    this.restricted = restricted;
    this.names = names;
  }

  /**
   * Returns the rule that takes every well-formed name, for a server that is reached by names it
   * does not know.
   *
   * @return the open rule
   */
  public static HostRule any() {
    return ANY;
  }

  /**
   * Returns the rule that takes {@code localhost}, {@code 127.0.0.0/8} and {@code [::1]}.
   *
   * @return the rule for a server on the loopback address
   */
  public static HostRule loopback() {
    return LOOPBACK;
  }

  /**
   * Returns this rule with one more name, such as the one of a proxy in front. The {@linkplain
   * #any() open rule} has all names already and is returned as it is.
   *
   * @param name a host name or address, without a port
   * @return the wider rule
   * @throws IllegalArgumentException if the name is none
   */
  public HostRule and(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    if (!wellFormed(small)) {
      throw new IllegalArgumentException(
          "Invalid host name \"%s\". Use a name or an address without a port, for example \"console.example.org\"."
              .formatted(name));
    }
    if (!restricted) {
      return this;
    }
    Set<String> wider = new HashSet<>(names);
    wider.add(small);
    return new HostRule(true, Set.copyOf(wider));
  }

  /** Returns what is wrong with the {@code Host} header, if anything is. */
  Optional<ProblemDocument> check(Headers headers) {
    List<String> hosts = headers.all("Host");
    if (hosts.size() > 1) {
      return Optional.of(Problems.badHost("it occurs " + hosts.size() + " times"));
    }
    if (hosts.isEmpty()) {
      return restricted ? Optional.of(Problems.misdirected()) : Optional.empty();
    }
    Optional<String> name = name(hosts.get(0).toLowerCase(Locale.ROOT));
    if (name.isEmpty()) {
      return Optional.of(Problems.badHost("it is no host name with an optional port"));
    }
    return admits(name.get()) ? Optional.empty() : Optional.of(Problems.misdirected());
  }

  /** Cuts the port off. */
  private static Optional<String> name(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon >= 0 && host.indexOf(']', colon) < 0;
    String name = port ? host.substring(0, colon) : host;
    boolean valid =
        wellFormed(name) && (!port || PORT.matcher(host.substring(colon + 1)).matches());
    return valid ? Optional.of(name) : Optional.empty();
  }

  private static boolean wellFormed(String name) {
    return NAME.matcher(name).matches() || IPV6.matcher(name).matches();
  }

  private boolean admits(String name) {
    return !restricted
        || name.equals("localhost")
        || name.equals("[::1]")
        || IPV4_LOOPBACK.matcher(name).matches()
        || names.contains(name);
  }
}
