package io.kubernaut.health.checks.standard;

import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks of what is reached over the network. Connecting and asking end when interrupted at their
 * deadline. Looking a name up does not: such a run keeps its thread, abandoned, until the system's
 * resolver has answered or given up.
 */
public final class NetworkChecks {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final int TOO_MANY_REQUESTS = 429;

  private NetworkChecks() {}

  /**
   * Returns a check that connects: up if somebody accepts.
   *
   * @param name what the check is called
   * @param host a name or an address; looked up each time
   * @param port the port
   * @return the check
   */
  public static HealthCheck tcp(String name, String host, int port) {
    return HealthCheck.named(name, () -> connect(host, port))
        .description("TCP connection to " + host + ":" + port);
  }

  private static Outcome connect(String host, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      return Outcome.down("host " + host + " has no address");
    }
    // A channel, because an interrupt ends its connecting, which it does not with a socket.
    try (SocketChannel channel = SocketChannel.open(address)) {
      return Outcome.up().with("remote", channel.getRemoteAddress().toString());
    }
  }

  /**
   * Returns a check that asks by HTTP: up for a status below 400, degraded for 429 (it is there,
   * and busy), down for any other.
   *
   * @param name what the check is called
   * @param client asks; its redirects, TLS and proxy count
   * @param uri what is asked for, by GET
   * @return the check
   */
  public static HealthCheck http(String name, HttpClient client, URI uri) {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).GET().build();
    return HealthCheck.named(
            name, () -> judged(client.send(request, BodyHandlers.discarding()).statusCode()))
        .description("HTTP GET " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath());
  }

  private static Outcome judged(int status) {
    Outcome outcome =
        status < 400
            ? Outcome.up()
            : status == TOO_MANY_REQUESTS
                ? Outcome.degraded("answers 429: it is busy")
                : Outcome.down("answers " + status);
    return outcome.with("status", Integer.toString(status));
  }

  /**
   * Returns a check that looks a name up: up if it has an address. The virtual machine keeps
   * addresses for a while ({@code networkaddress.cache.ttl}), and then says what it has kept.
   *
   * @param name what the check is called
   * @param host the name
   * @return the check
   */
  public static HealthCheck dns(String name, String host) {
    return dns(name, host, InetAddress::getAllByName);
  }

  static HealthCheck dns(String name, String host, Resolver resolver) {
    return HealthCheck.named(name, () -> resolve(host, resolver))
        .description("Addresses of " + host);
  }

  /** Looks names up. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private static Outcome resolve(String host, Resolver resolver) {
    try {
      InetAddress[] found = resolver.resolve(host);
      String addresses =
          Stream.of(found).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
      return found.length == 0
          ? Outcome.down(host + " has no address")
          : Outcome.up().with("addresses", addresses);
    } catch (UnknownHostException unknown) {
      return Outcome.down(host + " cannot be resolved: " + unknown.getMessage());
    }
  }
}
