package io.kubernaut.examples.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernaut.core.http.Exchange;
import io.kubernaut.core.http.Headers;
import io.kubernaut.core.http.HostRule;
import io.kubernaut.core.http.Permission;
import io.kubernaut.core.http.RequestHead;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Route;
import io.kubernaut.core.http.Router;
import io.kubernaut.core.http.Routes;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.storage.Storage;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.engine.StoreOptions;
import io.kubernaut.metrics.store.engine.TimeSeriesStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the server answers while its store is being opened. */
@Tag("BR-MET-005")
@Timeout(60)
class OpeningStoreTest {

  private static final Routes ROUTES =
      Routes.of(
          Route.get("/-/healthy", Permission.PUBLIC, request -> Response.text("alive")),
          Route.get("/-/ready", Permission.PUBLIC, request -> Response.text("ready")));

  @TempDir private Path folder;

  private static int status(Router router, String target) {
    RequestHead head = new RequestHead("GET", target, Headers.none(), null);
    Exchange exchange = router.open(head, HostRule.any());
    Response response = exchange.respond(new byte[0]);
    exchange.close(response, 0);
    return response.status();
  }

  @Test
  void isAliveAtOnceAndReadyWhenTheStoreIsOpen() throws Exception {
    CountDownLatch mayOpen = new CountDownLatch(1);
    try (Platform platform = Platform.builder("opening").start();
        Storage storage = Storage.open(folder)) {
      OpeningStore store =
          OpeningStore.begin(
              platform.threads("opening"),
              () -> {
                mayOpen.await();
                return TimeSeriesStore.open(platform, storage, StoreOptions.STANDARD);
              });
      Router router = Router.builder().routes("test", store.gated(ROUTES)).build();
      assertThat(status(router, "/-/healthy")).isEqualTo(200);
      assertThat(status(router, "/-/ready")).isEqualTo(503);
      mayOpen.countDown();
      try (TimeSeriesStore opened = store.await()) {
        assertThat(status(router, "/-/ready")).isEqualTo(200);
        assertThat(store.labelNames(SeriesQuery.of())).isEmpty();
        assertThat(opened.status().series()).isZero();
      }
    }
  }

  @Test
  void saysWhyTheStoreCannotBeOpened() {
    try (Platform platform = Platform.builder("opening").start()) {
      OpeningStore store =
          OpeningStore.begin(
              platform.threads("opening"),
              () -> {
                throw new IOException("No such disk.");
              });
      assertThatThrownBy(store::await).isInstanceOf(IOException.class).hasMessage("No such disk.");
    }
  }
}
