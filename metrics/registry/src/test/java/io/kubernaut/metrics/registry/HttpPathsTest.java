package io.kubernaut.metrics.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("BR-MET-004")
class HttpPathsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "/ | /",
        "'' | /",
        "/orders | /orders",
        "/orders/ | /orders",
        "//orders///items/ | /orders/items",
        "/// | /",
        "orders/7 | orders/:id",
        "7 | /:id",
        "/orders/42 | /orders/:id",
        "/orders/-1 | /orders/:id",
        "/orders/42/items/7 | /orders/:id/items/:id",
        "/orders/42?expand=items/9 | /orders/:id",
        "/orders#42 | /orders",
        "/orders;jsessionid=1A2B | /orders",
        "/?q=1 | /",
        "?q=1 | /",
        "/users/3f2504e0-4f89-11d3-9a0c-0305e82c3301 | /users/:id",
        "/users/3F2504E0-4F89-11D3-9A0C-0305E82C3301/mail | /users/:id/mail",
        "/users/{3f2504e0-4f89-11d3-9a0c-0305e82c3301} | /users/:id",
        "/users/3f2504e04f8911d39a0c0305e82c3301 | /users/:id",
        "/commits/5f3a9c1b | /commits/:id",
        "/commits/da39a3ee5e6b4b0d3255bfef95601890afd80709 | /commits/:id",
        "/objects/507f1f77bcf86cd799439011 | /objects/:id",
        "/jobs/01ARZ3NDEKTSV4RRFFQ69G5FAV | /jobs/:id",
        "/keys/sk0live51H8xYzAbCdEf | /keys/:id",
        "/days/2026-01-31 | /days/:id",
        "/hosts/10.0.0.7/ports/8080 | /hosts/:id/ports/:id",
        "/people/ada@example.org | /people/:id",
        "/search/two%20words | /search/:id",
        "/orders/order-20391 | /orders/:id",
        "/pods/web_123456 | /pods/:id",
        "/api/v1/orders | /api/v1/orders",
        "/api/v2beta1 | /api/v2beta1",
        "/oauth2/token | /oauth2/token",
        "/api2/s3 | /api2/s3",
        "/index.html | /index.html",
        "/static/app.min.js | /static/app.min.js",
        "/facade | /facade",
        "/deadbeef | /deadbeef",
        "/feedback/accede | /feedback/accede",
        "/internationalization/settings | /internationalization/settings",
        "/apis/kubernaut.ai/v1alpha1/remediationrequests | /apis/kubernaut.ai/v1alpha1/remediationrequests",
        "/livez | /livez",
        "/a/b/c/d/e/f/g/h/i/j/k/l | /a/b/c/d/e/f/g/h/i/j/k/l",
        "/a/b/c/d/e/f/g/h/i/j/k/l/m/n | /a/b/c/d/e/f/g/h/i/j/k/l/:more",
      })
  void keepsWordsAndReplacesIdentifiers(String path, String expected) {
    assertThat(HttpPaths.normalize(path)).isEqualTo(expected);
  }

  @Test
  void replacesWhatIsTooLongToBeAWord() {
    assertThat(HttpPaths.normalize("/x/" + "y".repeat(65))).isEqualTo("/x/:id");
    assertThat(HttpPaths.normalize("/x/" + "y".repeat(64))).isEqualTo("/x/" + "y".repeat(64));
  }

  @Test
  void returnsAStaticPathItself() {
    String path = "/api/v1/orders";
    assertThat(HttpPaths.normalize(path)).isSameAs(path);
  }

  @Test
  void neverThrowsAndIsStableUnderRepetition() {
    long seed = 7;
    Random random = new Random(seed);
    String alphabet = "/abcdef019-_.{}@%?#;:é\u0000 ZzF";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder path = new StringBuilder();
      for (int c = random.nextInt(40); c > 0; c--) {
        path.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String once = HttpPaths.normalize(path.toString());
      assertThat(HttpPaths.normalize(once)).as("seed %d, path %s", seed, path).isEqualTo(once);
    }
  }
}
