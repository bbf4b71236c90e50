package io.kubernaut.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderServiceTest {

  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void placesAndShowsAnOrder() throws Exception {
    HttpResponse<String> placed = shop.post("/orders?item=tea&quantity=2");
    assertThat(placed.statusCode()).isEqualTo(201);
    assertThat(placed.body()).isEqualTo("{\"id\":1,\"item\":\"tea\",\"quantity\":2,\"cents\":700}");
    String location = placed.headers().firstValue("Location").orElseThrow();
    assertThat(shop.get(location).body()).isEqualTo(placed.body());
    assertThat(shop.get("/stock/tea").body()).contains("{\"level\":");
  }

  @ParameterizedTest
  @CsvSource({
    "/orders?item=rug&quantity=1,404",
    "/orders?item=tea&quantity=0,400",
    "/orders?item=tea&quantity=two,400",
    "/orders?item=tea,400"
  })
  void refusesOrdersThatMakeNoSense(String target, int status) throws Exception {
    HttpResponse<String> answer = shop.post(target);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void refusesWhatIsNotInStock() throws Exception {
    for (int i = 0; i < 20; i++) {
      if (shop.post("/orders?item=cup&quantity=100").statusCode() == 409) {
        return;
      }
    }
    throw new AssertionError("there is no end of cups");
  }

  @Test
  @Tag("BR-MET-001")
  @Tag("BR-MET-012")
  void showsWhatItServedAndSold() throws Exception {
    shop.post("/orders?item=tea&quantity=2");
    shop.post("/orders?item=rug&quantity=1");
    shop.get("/orders/1");
    shop.get("/orders/77");
    assertThat(shop.scrape())
        .contains("orders_placed_total{item=\"tea\",service=\"quickstart\"} 1\n")
        .contains("orders_refused_total{reason=\"unknown_item\",service=\"quickstart\"} 1\n")
        .contains("orders_value_euros_sum{item=\"tea\",service=\"quickstart\"} 7\n")
        .containsPattern("stock_level\\{item=\"cup\",service=\"quickstart\"} \\d{2,}\n")
        .contains(
            "queue_offers_total{name=\"packing\",outcome=\"accepted\",service=\"quickstart\"} 1\n")
        .contains(
            "http_server_request_duration_seconds_count{name=\"orders\",method=\"GET\",route=\"/orders/{id}\",status=\"200\",service=\"quickstart\"} 1\n")
        .contains(
            "http_server_request_duration_seconds_count{name=\"orders\",method=\"GET\",route=\"/orders/{id}\",status=\"404\",service=\"quickstart\"} 1\n")
        .containsPattern(
            "jvm_memory_used_bytes\\{area=\"heap\",id=\"[^\"]+\",service=\"quickstart\"} \\d")
        .containsPattern("host_memory_total_bytes\\{service=\"quickstart\"} [1-9]");
  }
}
