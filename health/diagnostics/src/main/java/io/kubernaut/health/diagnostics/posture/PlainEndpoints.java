package io.kubernaut.health.diagnostics.posture;

import io.kubernaut.types.Severity;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Endpoints beyond this machine whose scheme says that nothing is encrypted. */
final class PlainEndpoints {

  private static final Set<String> PLAIN =
      Set.of(
          "http", "ws", "ldap", "ftp", "redis", "amqp", "mqtt", "smtp", "imap", "pop3", "telnet",
          "tcp");
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "localhost|.*\\.localhost|127(?:\\.\\d{1,3}){3}|\\[?::1\\]?|\\[?0:0:0:0:0:0:0:1\\]?");

  private PlainEndpoints() {}

  static List<Weakness> look(String name, Collection<URI> endpoints) {
    return endpoints.stream().flatMap(uri -> look(name, uri).stream()).toList();
  }

  private static Optional<Weakness> look(String name, URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (!PLAIN.contains(scheme) || LOOPBACK.matcher(host).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Weakness.certain(
            name,
            Severity.HIGH,
            "The endpoint is not encrypted: %s to %s".formatted(scheme, host),
            "endpoint",
            "%s://%s%s".formatted(scheme, host, uri.getPort() < 0 ? "" : ":" + uri.getPort()),
            "Use TLS, or keep it on the loopback address."));
  }
}
