package io.kubernaut.types.compliance;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Sparse;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A document of NIST's Open Security Controls Assessment Language, version 1. It has exactly one
 * model. What this library does not work with is kept as it came.
 *
 * @see <a href="https://pages.nist.gov/OSCAL/">OSCAL</a>
 * @param catalog controls
 * @param profile a choice of controls
 * @param componentDefinition what components do about controls
 * @param systemSecurityPlan what a system does about controls
 * @param assessmentPlan how it is to be assessed
 * @param assessmentResults what was found
 * @param planOfAction what is to be done
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "oscal-document", version = 1)
public record OscalDocument(
    @Nullable OscalCatalog catalog,
    @Nullable OscalProfile profile,
    @JsonProperty("component-definition") @Nullable OscalModel componentDefinition,
    @JsonProperty("system-security-plan") @Nullable OscalModel systemSecurityPlan,
    @JsonProperty("assessment-plan") @Nullable OscalModel assessmentPlan,
    @JsonProperty("assessment-results") @Nullable OscalModel assessmentResults,
    @JsonProperty("plan-of-action-and-milestones") @Nullable OscalModel planOfAction,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  /**
   * Copies the collections.
   *
   * @param catalog controls
   * @param profile a choice of controls
   * @param componentDefinition what components do about controls
   * @param systemSecurityPlan what a system does about controls
   * @param assessmentPlan how it is to be assessed
   * @param assessmentResults what was found
   * @param planOfAction what is to be done
   * @param extra fields this version does not know
   */
  public OscalDocument {
    extra = Frozen.map(extra);
  }

  @Override
  public void validate(Violations found) {
    long models =
        Stream.of(
                catalog,
                profile,
                componentDefinition,
                systemSecurityPlan,
                assessmentPlan,
                assessmentResults,
                planOfAction)
            .filter(Objects::nonNull)
            .count();
    found.unless(models == 1, "", models + " models", "must have exactly one model", "Split it.");
  }
}
