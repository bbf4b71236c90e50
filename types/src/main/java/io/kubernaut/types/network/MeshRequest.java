package io.kubernaut.types.network;

import io.kubernaut.types.schema.Frozen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as a sidecar sees it.
 *
 * @param namespace the called workload's namespace
 * @param labels the called workload's labels
 * @param port the called workload's port
 * @param principal who calls, from its certificate: {@code cluster.local/ns/shop/sa/web}
 * @param sourceIp the last hop's address
 * @param remoteIp the client's address
 * @param sni the name asked for in the TLS handshake
 * @param http what is asked for; none for plain TCP
 */
public record MeshRequest(
    String namespace,
    Map<String, String> labels,
    int port,
    @Nullable String principal,
    @Nullable String sourceIp,
    @Nullable String remoteIp,
    @Nullable String sni,
    @Nullable Http http) {

  /**
   * Copies the collections.
   *
   * @param namespace the called workload's namespace
   * @param labels the called workload's labels
   * @param port the called workload's port
   * @param principal who calls, from its certificate: {@code cluster.local/ns/shop/sa/web}
   * @param sourceIp the last hop's address
   * @param remoteIp the client's address
   * @param sni the name asked for in the TLS handshake
   * @param http what is asked for; none for plain TCP
   */
  public MeshRequest {
    labels = Frozen.map(labels);
  }

  /**
   * What is asked for by HTTP.
   *
   * @param method for example {@code GET}
   * @param host the host that was asked
   * @param path the path, without the query
   * @param headers headers, names in small letters
   * @param requestPrincipal issuer and subject of a valid token: {@code iss/sub}
   * @param audiences the token's audiences
   * @param presenter the token's authorized party
   * @param claims the token's claims
   */
  public record Http(
      String method,
      String host,
      String path,
      Map<String, String> headers,
      @Nullable String requestPrincipal,
      List<String> audiences,
      @Nullable String presenter,
      Map<String, List<String>> claims) {

    /**
     * Copies the collections.
     *
     * @param method for example {@code GET}
     * @param host the host that was asked
     * @param path the path, without the query
     * @param headers headers, names in small letters
     * @param requestPrincipal issuer and subject of a valid token: {@code iss/sub}
     * @param audiences the token's audiences
     * @param presenter the token's authorized party
     * @param claims the token's claims
     */
    public Http {
      headers = Frozen.map(headers);
      audiences = Frozen.list(audiences);
      claims = Frozen.map(claims);
    }

    /**
     * Returns a request without headers and token.
     *
     * @param method the method
     * @param host the host
     * @param path the path
     * @return the request
     */
    public static Http of(String method, String host, String path) {
      return new Http(method, host, path, Map.of(), null, List.of(), null, Map.of());
    }
  }

  /**
   * Returns the caller's namespace.
   *
   * @return from its principal; empty without one
   */
  public Optional<String> sourceNamespace() {
    return part("ns");
  }

  /**
   * Returns the caller's service account.
   *
   * @return from its principal; empty without one
   */
  public Optional<String> serviceAccount() {
    return part("sa");
  }

  private Optional<String> part(String before) {
    List<String> segments = principal == null ? List.of() : List.of(principal.split("/", -1));
    int at = segments.indexOf(before);
    return at >= 1 && at + 1 < segments.size()
        ? Optional.of(segments.get(at + 1))
        : Optional.empty();
  }
}
