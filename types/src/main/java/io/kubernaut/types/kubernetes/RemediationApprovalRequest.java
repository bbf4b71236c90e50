package io.kubernaut.types.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Max;
import io.kubernaut.types.schema.Min;
import io.kubernaut.types.schema.NotBlank;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question to a person: may this be done?
 *
 * @param apiVersion {@code kubernaut.ai/v1alpha1}
 * @param kind {@code RemediationApprovalRequest}
 * @param metadata name, labels and so on
 * @param spec what is wanted
 * @param status what is
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "remediation-approval-request", version = 1)
public record RemediationApprovalRequest(
    @NotBlank String apiVersion,
    @NotBlank String kind,
    ObjectMeta metadata,
    @Nullable Spec spec,
    @Nullable Status status,
    @Extra Map<String, RawJson> extra)
    implements KubernetesObject {

  /**
   * Copies the collections.
   *
   * @param apiVersion {@code kubernaut.ai/v1alpha1}
   * @param kind {@code RemediationApprovalRequest}
   * @param metadata name, labels and so on
   * @param spec what is wanted
   * @param status what is
   * @param extra fields this version does not know
   */
  public RemediationApprovalRequest {
    extra = Frozen.map(extra);
  }

  /** What was decided. */
  public enum Decision {
    /** It may be done. */
    @JsonProperty("Approved")
    APPROVED,
    /** It must not be done. */
    @JsonProperty("Rejected")
    REJECTED,
    /** Nobody answered in time. */
    @JsonProperty("Expired")
    EXPIRED
  }

  /**
   * What is wanted.
   *
   * @param remediationRequestRef the remediation it belongs to
   * @param confidence how sure the recommendation is, 0 to 1
   * @param requiredBy when it counts as refused
   * @param extra fields this version does not know
   */
  @Sparse
  public record Spec(
      @Nullable ObjectReference remediationRequestRef,
      @Nullable @Min(0) @Max(1) BigDecimal confidence,
      @Nullable Instant requiredBy,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param remediationRequestRef the remediation it belongs to
     * @param confidence how sure the recommendation is, 0 to 1
     * @param requiredBy when it counts as refused
     * @param extra fields this version does not know
     */
    public Spec {
      extra = Frozen.map(extra);
    }
  }

  /**
   * What is known.
   *
   * @param decision what was decided; missing or empty until then
   * @param decidedBy who decided
   * @param decidedVia by which way
   * @param decidedAt when
   * @param conditions what holds; {@code Ready} sums it up
   * @param extra fields this version does not know
   */
  @Sparse
  public record Status(
      @Nullable Open<Decision> decision,
      @Nullable String decidedBy,
      @Nullable String decidedVia,
      @Nullable Instant decidedAt,
      List<Condition> conditions,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param decision what was decided; missing or empty until then
     * @param decidedBy who decided
     * @param decidedVia by which way
     * @param decidedAt when
     * @param conditions what holds; {@code Ready} sums it up
     * @param extra fields this version does not know
     */
    public Status {
      conditions = Frozen.list(conditions);
      extra = Frozen.map(extra);
    }
  }
}
