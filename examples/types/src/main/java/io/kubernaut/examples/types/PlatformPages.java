package io.kubernaut.examples.types;

import io.kubernaut.types.cloud.BillingLine;
import io.kubernaut.types.cloud.CloudResourceId;
import io.kubernaut.types.cloud.FocusRules;
import io.kubernaut.types.cloud.InstanceType;
import io.kubernaut.types.cloud.Provider;
import io.kubernaut.types.cloud.Zone;
import io.kubernaut.types.container.ExitCode;
import io.kubernaut.types.container.ImageReference;
import io.kubernaut.types.kubernetes.Condition;
import io.kubernaut.types.kubernetes.ConditionStatus;
import io.kubernaut.types.kubernetes.Deployment;
import io.kubernaut.types.kubernetes.Manifests;
import io.kubernaut.types.kubernetes.NetworkPolicy;
import io.kubernaut.types.network.Connection;
import io.kubernaut.types.network.NetworkPolicies;
import io.kubernaut.types.network.Verdict;
import io.kubernaut.types.schema.Violation;
import io.kubernaut.types.web.GrpcStatus;
import io.kubernaut.types.web.HttpStatus;
import io.kubernaut.types.web.OpenApi;
import io.kubernaut.types.web.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The pages of what belongs to the platform: Kubernetes, clouds, containers, networks, the web. */
public final class PlatformPages {

  private PlatformPages() {}

  /**
   * Reports whether a deployment is rolled out.
   *
   * @param manifest the deployment, in YAML
   * @param before the conditions that were reported before
   * @param now the time
   * @return the conditions to report now
   */
  public static List<Condition> kubernetes(byte[] manifest, List<Condition> before, Instant now) {
    boolean isReady =
        Manifests.yaml(manifest) instanceof Deployment deployment && deployment.isRolledOut();
    ConditionStatus status = isReady ? ConditionStatus.TRUE : ConditionStatus.FALSE;
    return Condition.of("Ready", status, isReady ? "RolledOut" : "Waiting", "").put(before, now);
  }

  /**
   * Tells where something in a cloud is, and who pays.
   *
   * @param id its id, of any provider
   * @return a line for people
   */
  public static String cloud(String id) {
    CloudResourceId resource = CloudResourceId.parse(id);
    return resource.provider()
        + " "
        + resource.account().orElse("-")
        + " "
        + resource.region().orElse("-");
  }

  /**
   * Tells how many processors a machine has, and in which region it is.
   *
   * @param provider whose machine
   * @param type its type
   * @param zone its zone
   * @return a line for people
   */
  public static String machine(Provider provider, String type, String zone) {
    int vcpus = InstanceType.parse(provider, type).vcpus().orElse(0);
    return vcpus + " in " + Zone.of(provider, zone).region().name();
  }

  /**
   * Tells whether bills can be handed on.
   *
   * @param rows their lines, by column
   * @return what breaks the rules of FOCUS; empty if nothing does
   */
  public static List<Violation> bills(List<Map<String, String>> rows) {
    return FocusRules.check(rows.stream().map(BillingLine::of).toList());
  }

  /**
   * Says what is pulled, and what an exit code means.
   *
   * @param image the image
   * @param code what its process ended with
   * @return a line for people
   */
  public static String container(String image, int code) {
    return ImageReference.parse(image).normalized() + " " + new ExitCode(code).meaning();
  }

  /**
   * Decides whether somebody may talk to somebody.
   *
   * @param policies the policies
   * @param connection who to whom
   * @return the verdict
   */
  public static Verdict network(List<NetworkPolicy> policies, Connection connection) {
    return NetworkPolicies.of(policies).evaluate(connection);
  }

  /**
   * Turns a status of gRPC into a problem document.
   *
   * @param status the status
   * @param detail what went wrong
   * @return the problem
   */
  public static Problem web(GrpcStatus status, String detail) {
    HttpStatus http = status.http();
    return Problem.of(http, detail);
  }

  /**
   * Describes an API.
   *
   * @return its description
   */
  public static OpenApi api() {
    return OpenApi.builder("Orders", "1.4.0")
        .operation(
            "get", "/orders/{id}", "readOrder", "Reads an order.", Map.of("200", "The order."))
        .build();
  }
}
