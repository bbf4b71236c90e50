package io.kubernaut.types.network;

import io.kubernaut.types.kubernetes.AuthorizationPolicy;
import io.kubernaut.types.kubernetes.AuthorizationPolicy.Action;
import java.util.Collection;
import java.util.List;

/**
 * Decides about requests as Istio's authorization policies say.
 *
 * <p>A request is refused if a policy that denies matches. It is allowed if no policy that allows
 * is about the workload, or one of them matches; otherwise it is refused. A policy without rules
 * matches nothing, so one that allows and has no rules refuses everything. Where a policy with the
 * action {@code CUSTOM} matches, what is not refused is for its provider to decide.
 *
 * <p>Policies of the root namespace are about all namespaces. Those with {@code targetRefs} are
 * about gateways, not workloads, and are left out.
 *
 * <p>Immutable; safe for any thread.
 *
 * @see <a
 *     href="https://istio.io/latest/docs/concepts/security/#authorization-policies">Authorization
 *     policies</a>
 */
public final class AuthorizationPolicies {

  private final List<AuthorizationPolicy> policies;
  private final String rootNamespace;

  private AuthorizationPolicies(List<AuthorizationPolicy> policies, String rootNamespace) {
    this.policies = policies;
    this.rootNamespace = rootNamespace;
  }

  /**
   * Returns an evaluator.
   *
   * @param policies all policies of the mesh
   * @param rootNamespace the namespace whose policies are about all, usually {@code istio-system}
   * @return an evaluator of these
   */
  public static AuthorizationPolicies of(
      Collection<AuthorizationPolicy> policies, String rootNamespace) {
    return new AuthorizationPolicies(List.copyOf(policies), rootNamespace);
  }

  /**
   * Decides about a request.
   *
   * @param request what is asked for, and by whom
   * @return what is to be done, and what decided
   */
  public Verdict evaluate(MeshRequest request) {
    List<AuthorizationPolicy> about =
        policies.stream().filter(policy -> isAbout(policy, request)).toList();
    List<String> denying = matching(about, Action.DENY, request);
    if (!denying.isEmpty()) {
      return new Verdict(Verdict.Effect.DENIED, "a policy denies it", denying);
    }
    List<AuthorizationPolicy> allowing = about.stream().filter(p -> does(p, Action.ALLOW)).toList();
    List<String> allowed = matching(about, Action.ALLOW, request);
    if (!allowing.isEmpty() && allowed.isEmpty()) {
      return new Verdict(
          Verdict.Effect.DENIED, "no policy that allows matches it", names(allowing));
    }
    List<String> custom = matching(about, Action.CUSTOM, request);
    if (!custom.isEmpty()) {
      return new Verdict(Verdict.Effect.ELSEWHERE, "a provider decides about it", custom);
    }
    String reason = allowing.isEmpty() ? "no policy allows only some" : "a policy allows it";
    return new Verdict(Verdict.Effect.ALLOWED, reason, allowed);
  }

  private boolean isAbout(AuthorizationPolicy policy, MeshRequest request) {
    String namespace = policy.metadata().namespace();
    if (policy.spec() == null
        || policy.spec().extra().containsKey("targetRefs")
        || policy.spec().extra().containsKey("targetRef")) {
      return false;
    }
    return (request.namespace().equals(namespace) || rootNamespace.equals(namespace))
        && (policy.spec().selector() == null || policy.spec().selector().matches(request.labels()));
  }

  private static boolean does(AuthorizationPolicy policy, Action action) {
    return policy.spec() != null && policy.spec().does(action);
  }

  private static List<String> matching(
      List<AuthorizationPolicy> policies, Action action, MeshRequest request) {
    return names(
        policies.stream()
            .filter(policy -> does(policy, action) && matches(policy, action, request))
            .toList());
  }

  private static boolean matches(AuthorizationPolicy policy, Action action, MeshRequest request) {
    String namespace = String.valueOf(policy.metadata().namespace());
    RuleMatch match = new RuleMatch(request, namespace, action == Action.DENY);
    return policy.spec() != null && policy.spec().rules().stream().anyMatch(match::matches);
  }

  private static List<String> names(List<AuthorizationPolicy> policies) {
    return policies.stream()
        .map(p -> p.metadata().namespace() + "/" + p.metadata().name())
        .toList();
  }
}
