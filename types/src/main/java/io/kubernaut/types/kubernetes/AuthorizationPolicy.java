package io.kubernaut.types.kubernetes;

import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask a workload of the mesh, and for what. {@code network.AuthorizationPolicies} decides
 * by it.
 *
 * @see <a href="https://istio.io/latest/docs/reference/config/security/authorization-policy/">
 *     AuthorizationPolicy</a>
 * @param apiVersion {@code security.istio.io/v1}
 * @param kind {@code AuthorizationPolicy}
 * @param metadata name, labels and so on
 * @param spec what is allowed
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "authorization-policy", version = 1)
public record AuthorizationPolicy(
    @NotBlank String apiVersion,
    @NotBlank String kind,
    ObjectMeta metadata,
    @Nullable Spec spec,
    @Extra Map<String, RawJson> extra)
    implements KubernetesObject {

  /**
   * Copies the collections.
   *
   * @param apiVersion {@code security.istio.io/v1}
   * @param kind {@code AuthorizationPolicy}
   * @param metadata name, labels and so on
   * @param spec what is allowed
   * @param extra fields this version does not know
   */
  public AuthorizationPolicy {
    extra = Frozen.map(extra);
  }

  /** What is done about a request that matches. */
  public enum Action {
    /** It is allowed. */
    ALLOW,
    /** It is refused. */
    DENY,
    /** It is noted. */
    AUDIT,
    /** Somebody else decides. */
    CUSTOM
  }

  /**
   * What a policy says.
   *
   * @param selector which workloads; all of the namespace if missing
   * @param action what is done; ALLOW unless given
   * @param rules which requests; none if empty
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable LabelSelector selector,
      @Nullable Open<Action> action,
      List<Rule> rules,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param selector which workloads; all of the namespace if missing
     * @param action what is done; ALLOW unless given
     * @param rules which requests; none if empty
     * @param extra fields this version does not know
     */
    public Spec {
      rules = Frozen.list(rules);
      extra = Frozen.map(extra);
    }

    /**
     * Tells what is done.
     *
     * @param other an action
     * @return true if this is the policy's action
     */
    public boolean does(Action other) {
      return action == null ? other == Action.ALLOW : action.is(other);
    }
  }

  /**
   * Some requests: from one of the sources, to one of the operations, under all conditions.
   *
   * @param from from whom; anyone if empty
   * @param to to what; anything if empty
   * @param when under which conditions
   * @param extra fields this version does not know
   */
  @Sparse
  public record Rule(
      List<From> from, List<To> to, List<When> when, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param from from whom; anyone if empty
     * @param to to what; anything if empty
     * @param when under which conditions
     * @param extra fields this version does not know
     */
    public Rule {
      from = Frozen.list(from);
      to = Frozen.list(to);
      when = Frozen.list(when);
      extra = Frozen.map(extra);
    }
  }

  /**
   * Where requests come from.
   *
   * @param source the source
   * @param extra fields this version does not know
   */
  @Sparse
  public record From(Source source, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param source the source
     * @param extra fields this version does not know
     */
    public From {
      extra = Frozen.map(extra);
    }
  }

  /**
   * What a source is like. All lists that are given must match.
   *
   * @param principals identities of workloads
   * @param notPrincipals none of these
   * @param requestPrincipals issuers and subjects of tokens
   * @param notRequestPrincipals none of these
   * @param namespaces namespaces of workloads
   * @param notNamespaces none of these
   * @param serviceAccounts service accounts, as {@code namespace/name} or {@code name}
   * @param notServiceAccounts none of these
   * @param ipBlocks addresses of the last hop
   * @param notIpBlocks none of these
   * @param remoteIpBlocks addresses of the client
   * @param notRemoteIpBlocks none of these
   * @param extra fields this version does not know
   */
  @Sparse
  public record Source(
      List<String> principals,
      List<String> notPrincipals,
      List<String> requestPrincipals,
      List<String> notRequestPrincipals,
      List<String> namespaces,
      List<String> notNamespaces,
      List<String> serviceAccounts,
      List<String> notServiceAccounts,
      List<String> ipBlocks,
      List<String> notIpBlocks,
      List<String> remoteIpBlocks,
      List<String> notRemoteIpBlocks,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param principals identities of workloads
     * @param notPrincipals none of these
     * @param requestPrincipals issuers and subjects of tokens
     * @param notRequestPrincipals none of these
     * @param namespaces namespaces of workloads
     * @param notNamespaces none of these
     * @param serviceAccounts service accounts, as {@code namespace/name} or {@code name}
     * @param notServiceAccounts none of these
     * @param ipBlocks addresses of the last hop
     * @param notIpBlocks none of these
     * @param remoteIpBlocks addresses of the client
     * @param notRemoteIpBlocks none of these
     * @param extra fields this version does not know
     */
    public Source {
      principals = Frozen.list(principals);
      notPrincipals = Frozen.list(notPrincipals);
      requestPrincipals = Frozen.list(requestPrincipals);
      notRequestPrincipals = Frozen.list(notRequestPrincipals);
      namespaces = Frozen.list(namespaces);
      notNamespaces = Frozen.list(notNamespaces);
      serviceAccounts = Frozen.list(serviceAccounts);
      notServiceAccounts = Frozen.list(notServiceAccounts);
      ipBlocks = Frozen.list(ipBlocks);
      notIpBlocks = Frozen.list(notIpBlocks);
      remoteIpBlocks = Frozen.list(remoteIpBlocks);
      notRemoteIpBlocks = Frozen.list(notRemoteIpBlocks);
      extra = Frozen.map(extra);
    }
  }

  /**
   * What is asked for.
   *
   * @param operation the operation
   * @param extra fields this version does not know
   */
  @Sparse
  public record To(Operation operation, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param operation the operation
     * @param extra fields this version does not know
     */
    public To {
      extra = Frozen.map(extra);
    }
  }

  /**
   * What an operation is like. All lists that are given must match.
   *
   * @param hosts hosts, in any case
   * @param notHosts none of these
   * @param ports ports
   * @param notPorts none of these
   * @param methods HTTP methods
   * @param notMethods none of these
   * @param paths HTTP paths
   * @param notPaths none of these
   * @param extra fields this version does not know
   */
  @Sparse
  public record Operation(
      List<String> hosts,
      List<String> notHosts,
      List<String> ports,
      List<String> notPorts,
      List<String> methods,
      List<String> notMethods,
      List<String> paths,
      List<String> notPaths,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param hosts hosts, in any case
     * @param notHosts none of these
     * @param ports ports
     * @param notPorts none of these
     * @param methods HTTP methods
     * @param notMethods none of these
     * @param paths HTTP paths
     * @param notPaths none of these
     * @param extra fields this version does not know
     */
    public Operation {
      hosts = Frozen.list(hosts);
      notHosts = Frozen.list(notHosts);
      ports = Frozen.list(ports);
      notPorts = Frozen.list(notPorts);
      methods = Frozen.list(methods);
      notMethods = Frozen.list(notMethods);
      paths = Frozen.list(paths);
      notPaths = Frozen.list(notPaths);
      extra = Frozen.map(extra);
    }
  }

  /**
   * A condition on an attribute of the request.
   *
   * @param key which attribute, for example {@code request.auth.claims[iss]}
   * @param values one of these
   * @param notValues none of these
   * @param extra fields this version does not know
   */
  @Sparse
  public record When(
      String key, List<String> values, List<String> notValues, @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param key which attribute, for example {@code request.auth.claims[iss]}
     * @param values one of these
     * @param notValues none of these
     * @param extra fields this version does not know
     */
    public When {
      values = Frozen.list(values);
      notValues = Frozen.list(notValues);
      extra = Frozen.map(extra);
    }
  }
}
