package io.kubernaut.types.catalogue;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.kubernaut.types.Decision;
import io.kubernaut.types.access.AccessDecision;
import io.kubernaut.types.access.Group;
import io.kubernaut.types.access.Principal;
import io.kubernaut.types.access.Role;
import io.kubernaut.types.access.TokenClaims;
import io.kubernaut.types.alert.ActiveAlert;
import io.kubernaut.types.alert.Alert;
import io.kubernaut.types.alert.AlertGroup;
import io.kubernaut.types.alert.AlertNotification;
import io.kubernaut.types.alert.DeliveryAttempt;
import io.kubernaut.types.alert.Matcher;
import io.kubernaut.types.alert.Receiver;
import io.kubernaut.types.alert.Route;
import io.kubernaut.types.alert.RoutingConfig;
import io.kubernaut.types.alert.Silence;
import io.kubernaut.types.audit.AuditEvent;
import io.kubernaut.types.business.BusinessContext;
import io.kubernaut.types.cloud.BillingLine;
import io.kubernaut.types.compliance.ControlFinding;
import io.kubernaut.types.compliance.Evidence;
import io.kubernaut.types.compliance.Framework;
import io.kubernaut.types.compliance.LegalHold;
import io.kubernaut.types.compliance.OscalDocument;
import io.kubernaut.types.compliance.RetentionPolicy;
import io.kubernaut.types.container.ContainerState;
import io.kubernaut.types.container.ResourceRequirements;
import io.kubernaut.types.container.RunStatus;
import io.kubernaut.types.event.CloudEvent;
import io.kubernaut.types.health.CheckResult;
import io.kubernaut.types.health.DependencyStatus;
import io.kubernaut.types.health.Finding;
import io.kubernaut.types.health.HealthReport;
import io.kubernaut.types.health.ProbeResult;
import io.kubernaut.types.health.ServiceHealth;
import io.kubernaut.types.kubernetes.ActionType;
import io.kubernaut.types.kubernetes.AgentSession;
import io.kubernaut.types.kubernetes.AiAnalysis;
import io.kubernaut.types.kubernetes.AuthorizationPolicy;
import io.kubernaut.types.kubernetes.Condition;
import io.kubernaut.types.kubernetes.Deployment;
import io.kubernaut.types.kubernetes.EffectivenessAssessment;
import io.kubernaut.types.kubernetes.EndpointSlice;
import io.kubernaut.types.kubernetes.Event;
import io.kubernaut.types.kubernetes.HorizontalPodAutoscaler;
import io.kubernaut.types.kubernetes.InvestigationSession;
import io.kubernaut.types.kubernetes.Job;
import io.kubernaut.types.kubernetes.KubernautInstallation;
import io.kubernaut.types.kubernetes.LabelSelector;
import io.kubernaut.types.kubernetes.Lease;
import io.kubernaut.types.kubernetes.NetworkPolicy;
import io.kubernaut.types.kubernetes.NotificationRequest;
import io.kubernaut.types.kubernetes.ObjectMeta;
import io.kubernaut.types.kubernetes.OtherObject;
import io.kubernaut.types.kubernetes.PipelineRun;
import io.kubernaut.types.kubernetes.Pod;
import io.kubernaut.types.kubernetes.RemediationApprovalRequest;
import io.kubernaut.types.kubernetes.RemediationRequest;
import io.kubernaut.types.kubernetes.RemediationWorkflow;
import io.kubernaut.types.kubernetes.Service;
import io.kubernaut.types.kubernetes.SignalProcessing;
import io.kubernaut.types.kubernetes.WorkflowExecution;
import io.kubernaut.types.metric.MetricFamily;
import io.kubernaut.types.metric.MetricValue;
import io.kubernaut.types.money.AllocationRule;
import io.kubernaut.types.money.Budget;
import io.kubernaut.types.money.Quota;
import io.kubernaut.types.money.UsageRecord;
import io.kubernaut.types.network.TlsProfile;
import io.kubernaut.types.parameter.Parameter;
import io.kubernaut.types.parameter.Parameters;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.web.OpenApi;
import io.kubernaut.types.web.Problem;
import io.kubernaut.types.workflow.Approval;
import io.kubernaut.types.workflow.Execution;
import io.kubernaut.types.workflow.WorkflowDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every type of this library that is stored or sent under a name of its own.
 *
 * <p>A plain list and no search of the class path: it starts in no time, works in a native image,
 * and a test compares it with the types that exist.
 */
public final class Catalogue {

  private static final List<Class<?>> TYPES =
      List.of(
          // types
          Decision.class,
          // access
          AccessDecision.class,
          Group.class,
          Principal.class,
          Role.class,
          TokenClaims.class,
          // alert
          ActiveAlert.class,
          Alert.class,
          AlertGroup.class,
          AlertNotification.class,
          DeliveryAttempt.class,
          Matcher.class,
          Receiver.class,
          Route.class,
          RoutingConfig.class,
          Silence.class,
          // audit
          AuditEvent.class,
          // business
          BusinessContext.class,
          // cloud
          BillingLine.class,
          // compliance
          ControlFinding.class,
          Evidence.class,
          Framework.class,
          LegalHold.class,
          OscalDocument.class,
          RetentionPolicy.class,
          // container
          ContainerState.class,
          ResourceRequirements.class,
          RunStatus.class,
          // event
          CloudEvent.class,
          // health
          CheckResult.class,
          DependencyStatus.class,
          Finding.class,
          HealthReport.class,
          ProbeResult.class,
          ServiceHealth.class,
          // kubernetes
          ActionType.class,
          AgentSession.class,
          AiAnalysis.class,
          AuthorizationPolicy.class,
          Condition.class,
          Deployment.class,
          EffectivenessAssessment.class,
          EndpointSlice.class,
          Event.class,
          HorizontalPodAutoscaler.class,
          InvestigationSession.class,
          Job.class,
          KubernautInstallation.class,
          LabelSelector.class,
          Lease.class,
          NetworkPolicy.class,
          NotificationRequest.class,
          ObjectMeta.class,
          OtherObject.class,
          PipelineRun.class,
          Pod.class,
          RemediationApprovalRequest.class,
          RemediationRequest.class,
          RemediationWorkflow.class,
          Service.class,
          SignalProcessing.class,
          WorkflowExecution.class,
          // metric
          MetricFamily.class,
          MetricValue.class,
          // money
          AllocationRule.class,
          Budget.class,
          Quota.class,
          UsageRecord.class,
          // network
          TlsProfile.class,
          // parameter
          Parameter.class,
          Parameters.class,
          // web
          OpenApi.class,
          Problem.class,
          // workflow
          Approval.class,
          Execution.class,
          WorkflowDefinition.class);

  private static final Map<String, Class<?>> BY_NAME =
      TYPES.stream().collect(toUnmodifiableMap(Catalogue::name, Function.identity()));

  private Catalogue() {}

  private static String name(Class<?> type) {
    return type.getAnnotation(SchemaType.class).name();
  }

  /**
   * Returns the schemas of all types.
   *
   * @return one per type, grouped by package
   */
  public static List<Schema<?>> schemas() {
    return TYPES.stream().<Schema<?>>map(Schema::of).toList();
  }

  /**
   * Returns the schema of the type with a name.
   *
   * @param name for example {@code decision}
   * @return the schema; empty if no type has this name
   */
  public static Optional<Schema<?>> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name)).map(Schema::of);
  }
}
