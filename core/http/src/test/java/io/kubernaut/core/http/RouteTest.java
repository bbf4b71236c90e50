package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

  private static final Permission READ = Permission.of("metrics:read");

  @Test
  @Tag("BR-SEC-003")
  @NullUnmarked
  void aRouteWithoutPermissionCannotBeBuilt() {
    assertThatThrownBy(() -> Route.get("/x", null, request -> Response.text("")))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("permission of route /x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "//",
        "/a/",
        "/a//b",
        "/..",
        "/a b",
        "/a%20b",
        "/{}",
        "/{1}",
        "/{a",
        "/a{b}",
        "/{a...}/b",
        "/{a}/{a}",
        "/{a}/{a...}",
        "/a?b",
        "/é"
      })
  void refusesAMalformedPattern(String pattern) {
    assertThatThrownBy(() -> Route.get(pattern, READ, request -> Response.text("")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid path pattern \"" + pattern + "\"")
        .hasMessageContaining("for example");
  }

  @ParameterizedTest
  @EnumSource(names = {"HEAD", "OPTIONS"})
  void headAndOptionsAreNotDeclared(HttpMethod method) {
    assertThatThrownBy(() -> new Route(method, "/x", READ, request -> Response.text("")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it is answered by the router. Declare GET /x instead.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "read", "Metrics:read", "metrics:", "a:b:c", "metrics read"})
  void refusesAMalformedPermission(String name) {
    assertThatThrownBy(() -> Permission.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid permission \"" + name + "\"");
  }

  @Test
  void changesAreCopies() {
    Route route = Route.post("/x", READ, request -> Response.text(""));

    assertThat(route.describedAs("d").description()).isEqualTo("d");
    assertThat(route.asEssential().essential()).isTrue();
    assertThat(route.description()).isEmpty();
    assertThat(route).hasToString("POST /x");
  }
}
