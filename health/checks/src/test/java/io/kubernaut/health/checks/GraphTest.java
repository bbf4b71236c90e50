package io.kubernaut.health.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-HEALTH-003")
class GraphTest {

  @Test
  void putsDependenciesFirst() {
    Graph graph = Graph.of(List.of(check("a").dependsOn("b"), check("b").uses("c"), check("c")));

    assertThat(graph.checks()).extracting(HealthCheck::name).containsExactly("c", "b", "a");
    assertThat(graph.dependents("c")).containsExactly("b");
  }

  @Test
  void refusesACircleAndNamesItsMembers() {
    List<HealthCheck> checks =
        List.of(
            check("front").dependsOn("orders"),
            check("orders").dependsOn("stock"),
            check("stock").uses("prices"),
            check("prices").dependsOn("orders"),
            check("spare"));

    assertThatThrownBy(() -> Graph.of(checks))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in a circle: orders → stock → prices → orders.")
        .hasMessageContaining("take one of the arrows away")
        .hasMessageNotContaining("front")
        .hasMessageNotContaining("spare");
  }

  @Test
  void namesEverythingThatIsMissingOrTwice() {
    List<HealthCheck> checks =
        List.of(
            check("a").dependsOn("Database"), check("database"), check("a"), check("c").uses("x"));

    assertThatThrownBy(() -> Graph.of(checks))
        .hasMessageContaining("two checks \"a\"")
        .hasMessageContaining(
            "\"a\" depends on \"Database\", which is not there (did you mean \"database\"?)")
        .hasMessageContaining("\"c\" depends on \"x\", which is not there: add it before");
  }

  @Test
  void noCheckDependsOnItself() {
    assertThatThrownBy(() -> check("a").dependsOn("a"))
        .hasMessageContaining("no check depends on itself");
    assertThatThrownBy(() -> check("a").dependsOn("b").uses("b"))
        .hasMessageContaining("either depended on or used");
  }

  private static HealthCheck check(String name) {
    return HealthCheck.named(name, () -> true);
  }
}
