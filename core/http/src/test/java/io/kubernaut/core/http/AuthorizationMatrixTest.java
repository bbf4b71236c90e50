package io.kubernaut.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.AccessPolicy.Access;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route of a table times every way to ask for it around its permission. */
@Tag("BR-SEC-003")
class AuthorizationMatrixTest {

  private static final Set<String> REACHED = new LinkedHashSet<>();

  private static final Routes ROUTES =
      Routes.of(
          guarded(HttpMethod.GET, "/metrics"),
          guarded(HttpMethod.GET, "/api/v1/label/{name}/values"),
          guarded(HttpMethod.GET, "/assets/{path...}"),
          guarded(HttpMethod.POST, "/api/v1/silences"),
          guarded(HttpMethod.DELETE, "/api/v1/silences/{id}"),
          guarded(HttpMethod.PUT, "/api/v1/config"),
          guarded(HttpMethod.PATCH, "/api/v1/config"));

  private static Route guarded(HttpMethod method, String pattern) {
    return new Route(
        method,
        pattern,
        Permission.of("secret:" + method.name().toLowerCase(Locale.ROOT)),
        request -> {
          REACHED.add(request.method() + " " + request.path());
          return Response.text("secret");
        });
  }

  private static Router router(AccessPolicy policy) {
    return Router.builder()
        .index("test")
        .routes("http", Liveness.routes())
        .routes("guarded", ROUTES)
        .access(policy)
        .build();
  }

  static Stream<AccessPolicy> policiesThatGrantNothing() {
    return Stream.of(
        AccessPolicy.denyAll(),
        (request, permission) -> new Access.Unauthenticated("Bearer"),
        (request, permission) -> {
          throw new IllegalStateException("the policy is down");
        },
        (request, permission) -> nothing());
  }

  @SuppressWarnings("NullAway") // What a policy written elsewhere may do.
  private static Access nothing() {
    return null;
  }

  @ParameterizedTest
  @MethodSource("policiesThatGrantNothing")
  void withoutAPermissionNoSpellingReachesAHandler(AccessPolicy policy) {
    Router router = router(policy);
    REACHED.clear();
    int tried = 0;
    for (Route route : router.routes()) {
      if (route.permission().equals(Permission.PUBLIC)) {
        continue;
      }
      for (String method : methods()) {
        for (String target : spellings(route.pattern())) {
          for (Headers headers : disguises()) {
            Response response = RouterTest.respond(router, method, target, headers);
            tried++;
            assertThat(response.status())
                .as("%s %s with %s", method, target, headers)
                .isGreaterThanOrEqualTo(400);
            assertThat(RouterTest.text(response)).doesNotContain("secret\n");
            assertThat(response.headers().has("Allow")).isFalse();
          }
        }
      }
    }
    assertThat(REACHED).isEmpty();
    assertThat(tried).isGreaterThan(1_000);
  }

  @Test
  void whatIsDeniedSaysWhy() {
    Response forbidden =
        RouterTest.respond(router(AccessPolicy.denyAll()), "GET", "/metrics", Headers.none());
    Response unknown =
        RouterTest.respond(
            router((request, permission) -> new Access.Unauthenticated("Bearer realm=\"x\"")),
            "HEAD",
            "/metrics",
            Headers.none());

    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(RouterTest.text(forbidden)).contains("This needs the permission secret:get.");
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.headers().first("WWW-Authenticate")).contains("Bearer realm=\"x\"");
  }

  @Test
  void aPublicRouteIsOpenEvenIfThePolicyIsDown() {
    Router router =
        router(
            (request, permission) -> {
              throw new IllegalStateException("the policy is down");
            });

    assertThat(RouterTest.respond(router, "GET", "/livez", Headers.none()).status()).isEqualTo(200);
  }

  @Test
  void aPermissionOpensItsOwnRoutesOnly() {
    List<String> asked = new ArrayList<>();
    Router router =
        router(
            (request, permission) -> {
              asked.add(permission.name());
              return permission.name().equals("secret:get")
                  ? Access.grantedTo(new Named("ada"))
                  : new Access.Forbidden();
            });

    assertThat(RouterTest.respond(router, "GET", "/metrics", Headers.none()).status())
        .isEqualTo(200);
    assertThat(RouterTest.respond(router, "HEAD", "/metrics", Headers.none()).status())
        .isEqualTo(200);
    assertThat(RouterTest.respond(router, "OPTIONS", "/metrics", Headers.none()).status())
        .isEqualTo(204);
    assertThat(RouterTest.respond(router, "POST", "/metrics", Headers.none()).status())
        .isEqualTo(405);
    assertThat(RouterTest.respond(router, "PUT", "/api/v1/config", Headers.none()).status())
        .isEqualTo(403);
    assertThat(RouterTest.respond(router, "OPTIONS", "/api/v1/config", Headers.none()).status())
        .isEqualTo(403);
    assertThat(asked).containsOnly("secret:get", "secret:put", "secret:patch");
  }

  private record Named(String name) implements Principal {
    @Override
    public String getName() {
      return name;
    }
  }

  private static List<String> methods() {
    return List.of(
        "GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "get", "FOO");
  }

  private static List<Headers> disguises() {
    return List.of(
        Headers.none(),
        Headers.of("X-HTTP-Method-Override", "GET"),
        Headers.of("X-Original-URL", "/livez", "X-Rewrite-URL", "/livez"),
        Headers.of("X-Forwarded-For", "127.0.0.1", "X-Real-IP", "127.0.0.1"));
  }

  /** The path as it is, and as it might slip past a check of its text. */
  private static List<String> spellings(String pattern) {
    String path = pattern.replaceAll("\\{[^}]*}", "x");
    String encoded = path.replace("m", "%6d").replace("a", "%61").replace("i", "%69");
    return List.of(
        path,
        path + "?",
        path + "?a=b",
        path + "/",
        path + "/.",
        path + ";a=b",
        path + "%00",
        path + "%20",
        path + ".json",
        path.toUpperCase(Locale.ROOT),
        encoded,
        "/livez/.." + path,
        "/livez/%2e%2e" + path,
        "/livez;" + path,
        "/livez%2f.." + path,
        "/." + path,
        "/" + path,
        path.replace("/", "//"),
        path.replace("/", "/./"),
        "\\" + path,
        "http://localhost" + path);
  }
}
