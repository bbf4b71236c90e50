package io.kubernaut.metrics.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.http.Exchange;
import io.kubernaut.core.http.Headers;
import io.kubernaut.core.http.HostRule;
import io.kubernaut.core.http.RequestHead;
import io.kubernaut.core.http.Response;
import io.kubernaut.core.http.Router;
import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.store.InMemorySeries;
import io.kubernaut.metrics.store.Labels;
import io.kubernaut.metrics.store.SeriesQuery;
import io.kubernaut.metrics.store.SeriesSet;
import io.kubernaut.metrics.store.SeriesSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query ends when nobody waits for its answer any longer. */
@Tag("BR-MET-012")
class ClientGoneTest {

  private final InMemorySeries store = InMemorySeries.create();
  private final AtomicReference<Exchange> exchange = new AtomicReference<>();

  /** The store, but the client goes while it selects. */
  private SeriesSource leaving() {
    return (SeriesSource)
        Proxy.newProxyInstance(
            SeriesSource.class.getClassLoader(),
            new Class<?>[] {SeriesSource.class},
            (proxy, method, arguments) -> {
              exchange.get().cancel();
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/query?query=sum(up)",
        "/api/v1/query_range?query=rate(up%5B1m%5D)&start=0&end=100&step=1",
        "/api/v1/series?match%5B%5D=up"
      })
  void endsAQueryWhenItsClientLeaves(String target) {
    for (int i = 0; i < 5_000; i++) {
      store.add(Labels.of("__name__", "up", "i", Integer.toString(i)), 1_000, i);
    }
    try (SeriesSet all = store.select(SeriesQuery.of())) {
      assertThat(all.size()).isEqualTo(5_000);
    }
    PrometheusApi api =
        PrometheusApi.over(PromQl.over(leaving()), InstantSource.fixed(Instant.ofEpochSecond(2)));
    Router router = Router.builder().routes("prometheus", api).build();
    Exchange opened =
        router.open(new RequestHead("GET", target, Headers.none(), null), HostRule.any());
    exchange.set(opened);
    Response response = opened.respond(new byte[0]);
    opened.close(response, 0);
    assertThat(response.status()).isEqualTo(499);
  }
}
