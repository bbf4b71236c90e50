package io.kubernaut.examples.types;

import io.kubernaut.types.access.AccessDecision;
import io.kubernaut.types.access.AccessRules;
import io.kubernaut.types.access.Permission;
import io.kubernaut.types.access.Principal;
import io.kubernaut.types.access.Role;
import io.kubernaut.types.business.BusinessContext;
import io.kubernaut.types.compliance.Evidence;
import io.kubernaut.types.compliance.EvidenceChain;
import io.kubernaut.types.money.Money;
import io.kubernaut.types.workflow.Execution;
import io.kubernaut.types.workflow.ExecutionState;
import io.kubernaut.types.workflow.StepState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The pages of the business domain: context, work, access, compliance, money. */
public final class BusinessPages {

  private BusinessPages() {}

  /**
   * Tells whom something belongs to.
   *
   * @param resource its labels
   * @param namespace its namespace's labels
   * @return what they say
   */
  public static BusinessContext business(
      Map<String, String> resource, Map<String, String> namespace) {
    return BusinessContext.resolve(resource, namespace, Map.of("kubernaut.ai/sla-tier", "silver"));
  }

  /**
   * Begins a run and its first step.
   *
   * @param run a run that is pending
   * @param now the time
   * @return the run, whose first step is given up with the run at the latest
   */
  public static Execution workflow(Execution run, Instant now) {
    return run.become(ExecutionState.RUNNING, now, null)
        .step(run.steps().get(0).name(), StepState.RUNNING, Duration.ofMinutes(5), now, null);
  }

  /**
   * Decides who may do what.
   *
   * @param principal who asks
   * @param wanted what for
   * @param now the time
   * @return the answer
   */
  public static AccessDecision access(Principal principal, String wanted, Instant now) {
    AccessRules rules =
        AccessRules.of(List.of(Role.of("operator", "config/*:read", "silence:*")), List.of());
    return rules.decide(principal, Permission.parse(wanted), now);
  }

  /**
   * Keeps a report as evidence.
   *
   * @param kept the chain so far
   * @param report what was seen
   * @param now the time
   * @return the longer chain
   */
  public static EvidenceChain compliance(EvidenceChain kept, byte[] report, Instant now) {
    return kept.append("e-17", "ac-2", Evidence.Method.TEST, List.of("pod/orders-0"), now, report);
  }

  /**
   * Shares a bill among three.
   *
   * @param bill the bill
   * @return three shares that add up to it
   */
  public static List<Money> money(Money bill) {
    return bill.allocate(List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE));
  }
}
