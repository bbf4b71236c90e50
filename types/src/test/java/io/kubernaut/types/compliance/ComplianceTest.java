package io.kubernaut.types.compliance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kubernaut.types.RoundTrip;
import io.kubernaut.types.container.Digest;
import io.kubernaut.types.schema.Open;
import io.kubernaut.types.schema.Schema;
import io.kubernaut.types.schema.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-TYPE-019")
class ComplianceTest {

  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private static final Map<String, String> AUDIT = Map.of("kind", "audit", "tenant", "a");

  private static EvidenceChain chain(int length) {
    EvidenceChain chain = EvidenceChain.of(List.of());
    for (int i = 0; i < length; i++) {
      chain =
          chain.append(
              "e-" + i,
              "ac-2",
              Evidence.Method.TEST,
              List.of("pod/a", "pod/b"),
              NOW.plusSeconds(i),
              new byte[] {(byte) i});
    }
    return chain;
  }

  @Test
  void verifiesAnUntouchedChain() {
    assertThat(chain(5).verify()).isEmpty();
    assertThat(chain(0).verify()).isEmpty();
    assertThat(chain(0).head()).isEmpty();
    chain(3).evidence().forEach(each -> RoundTrip.inEveryCodec(Evidence.class, each));
  }

  @Test
  void findsEveryChangeOfEveryField() {
    Evidence second = chain(3).evidence().get(1);
    Digest other = Digest.sha256(new byte[] {99});
    List<Evidence> changed =
        List.of(
            with(
                second,
                "x",
                second.control(),
                second.subjects(),
                second.collected(),
                second.content()),
            with(
                second,
                second.id(),
                "ac-3",
                second.subjects(),
                second.collected(),
                second.content()),
            with(
                second,
                second.id(),
                second.control(),
                List.of("pod/a"),
                second.collected(),
                second.content()),
            with(
                second,
                second.id(),
                second.control(),
                List.of("pod/apod/b"),
                second.collected(),
                second.content()),
            with(second, second.id(), second.control(), second.subjects(), NOW, second.content()),
            with(
                second,
                second.id(),
                second.control(),
                second.subjects(),
                second.collected(),
                other));
    for (Evidence each : changed) {
      List<Evidence> all = new ArrayList<>(chain(3).evidence());
      all.set(1, each);
      assertThat(EvidenceChain.of(all).verify())
          .as("%s", each)
          .extracting(Violation::pointer)
          .containsExactly("/1");
    }
  }

  private static Evidence with(
      Evidence from,
      String id,
      String control,
      List<String> subjects,
      Instant collected,
      Digest content) {
    return new Evidence(
        id,
        control,
        from.method(),
        subjects,
        collected,
        content,
        from.previous(),
        from.hash(),
        Map.of());
  }

  @Test
  void findsWhatIsMissingMovedOrReplaced() {
    List<Evidence> missing = new ArrayList<>(chain(4).evidence());
    missing.remove(1);
    List<Evidence> moved = new ArrayList<>(chain(4).evidence());
    Collections.swap(moved, 1, 2);
    List<Evidence> headless = chain(4).evidence().subList(1, 4);

    assertThat(EvidenceChain.of(missing).verify())
        .extracting(Violation::pointer)
        .containsExactly("/1/previous");
    assertThat(EvidenceChain.of(moved).verify()).isNotEmpty();
    assertThat(EvidenceChain.of(headless).verify())
        .extracting(Violation::pointer)
        .containsExactly("/0/previous");
    assertThat(chain(3).head()).isNotEqualTo(chain(4).head());
  }

  @Test
  void bindsUnknownFieldsToo() {
    Evidence first = chain(1).evidence().get(0);
    Evidence more =
        new Evidence(
            first.id(),
            first.control(),
            Open.of(Evidence.Method.TEST),
            first.subjects(),
            first.collected(),
            first.content(),
            null,
            first.hash(),
            Map.of("x", io.kubernaut.types.schema.RawJson.of("1")));
    assertThat(first.isIntact()).isTrue();
    assertThat(more.isIntact()).isFalse();
  }

  private static RetentionPolicy policy(Map<String, String> scope, int days) {
    return new RetentionPolicy("p" + days, scope, days, Map.of());
  }

  private static LegalHold hold(
      Map<String, String> scope, Instant placed, @Nullable Instant released) {
    return new LegalHold("h-1", "case 7", scope, placed, released, Map.of());
  }

  @Test
  void holdBeatsRetentionInEveryCombination() {
    List<Map<String, String>> scopes =
        List.of(Map.of(), Map.of("kind", "audit"), AUDIT, Map.of("kind", "log"));
    int held = 0;
    for (int days : new int[] {0, 1, 30, 36525}) {
      for (Map<String, String> policyScope : scopes) {
        for (Map<String, String> holdScope : scopes) {
          for (int age : new int[] {0, 1, 29, 30, 31, 40000}) {
            for (int since : new int[] {-1, 0, 1}) {
              for (Integer until : new Integer[] {null, 1, 0}) {
                Instant placed = NOW.plusSeconds(since);
                Instant released = until == null ? null : NOW.plusSeconds(until);
                Retention retention =
                    Retention.of(
                        List.of(policy(policyScope, days)),
                        List.of(hold(holdScope, placed, released)));
                boolean binds =
                    since <= 0
                        && (until == null || until > 0)
                        && AUDIT.entrySet().containsAll(holdScope.entrySet());
                boolean isDue = age >= days && AUDIT.entrySet().containsAll(policyScope.entrySet());
                Instant made = NOW.minus(Duration.ofDays(age));
                held += binds && isDue ? 1 : 0;
                assertThat(retention.mayDelete(AUDIT, made, NOW)).isEqualTo(!binds && isDue);
                assertThat(retention.decide("r", AUDIT, made, NOW).chosen())
                    .isEqualTo(!binds && isDue ? "delete" : "keep");
              }
            }
          }
        }
      }
    }
    assertThat(held).isPositive();
  }

  @Test
  void keepsAsLongAsTheLongestPolicyAndWhatNoneIsAbout() {
    Retention both = Retention.of(List.of(policy(Map.of(), 1), policy(Map.of(), 30)), List.of());
    Instant made = NOW.minus(Duration.ofDays(7));

    assertThat(both.decide("r", AUDIT, made, NOW).reason())
        .isEqualTo("policy \"p30\" keeps it until 2026-02-23T10:00:00Z");
    assertThat(Retention.of(List.of(), List.of()).decide("r", AUDIT, made, NOW))
        .satisfies(
            decision -> {
              assertThat(decision.chosen()).isEqualTo("keep");
              assertThat(decision.reason()).isEqualTo("no policy is about it");
            });
    assertThat(
            Retention.of(List.of(policy(Map.of(), 0)), List.of(hold(Map.of(), made, null)))
                .decide("r", AUDIT, made, NOW)
                .reason())
        .isEqualTo("legal hold \"h-1\" binds it");
  }

  @Test
  void namesWhatContradictsItself() {
    assertThat(Schema.of(LegalHold.class).check(hold(Map.of(), NOW, NOW)))
        .extracting(Violation::pointer)
        .containsExactly("/released");
    ControlFinding silent =
        new ControlFinding(
            "f", "ac-2", ControlFinding.State.NOT_SATISFIED, List.of(), null, NOW, Map.of());
    assertThat(Schema.of(ControlFinding.class).check(silent))
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder("/evidence", "/reason");
    Framework twice =
        new Framework(
            "soc2",
            "SOC 2",
            "2017",
            List.of(new Control("cc1", "a", Map.of()), new Control("cc1", "b", Map.of())),
            Map.of());
    assertThat(Schema.of(Framework.class).check(twice))
        .extracting(Violation::pointer)
        .containsExactly("/controls/1/id");
    assertThat(twice.control("cc1")).map(Control::title).contains("a");
  }

  @Test
  void loadsACatalogueWithItsEnhancements() {
    String json =
        """
        {"catalog":{"uuid":"0190a5c0-7b1e-4000-8000-000000000000",
         "metadata":{"title":"Ours","last-modified":"2026-01-31T10:00:00.000000-05:00","version":"1","oscal-version":"1.1.2"},
         "groups":[{"id":"ac","class":"family","title":"Access","controls":[
           {"id":"ac-2","class":"x","title":"Accounts","params":[{"id":"p"}],
            "controls":[{"id":"ac-2.1","title":"Automation"}]}]}],
         "controls":[{"id":"zz-1","title":"Last"}]}}
        """;
    ControlCatalogue catalogue = ControlCatalogue.load(json.getBytes(UTF_8));

    assertThat(catalogue.ids()).containsExactly("zz-1", "ac-2", "ac-2.1");
    assertThat(catalogue.control("ac-2.1").title()).isEqualTo("Automation");
    assertThat(catalogue.framework("ours").controls()).hasSize(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalogue.control("ac-9"))
        .withMessage("\"Ours\" has no control \"ac-9\". It has 3, for example \"zz-1\".");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ControlCatalogue.load(json.replace("zz-1", "ac-2").getBytes(UTF_8)))
        .withMessage("The catalogue has the control \"ac-2\" twice. Keep one.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ControlCatalogue.load("{}".getBytes(UTF_8)))
        .withMessageContaining("must have exactly one model");
  }
}
