package io.kubernaut.benchmarks.http;

import java.util.List;
import java.util.stream.Stream;

/**
 * What clients ask for.
 *
 * @param name how it is called
 * @param requests whole messages, sent in turn
 */
record Workload(String name, List<String> requests) {

  private static final int POSTED_BYTES = 1_024;

  static final Workload PROBE = new Workload("probe", List.of(get("/livez")));
  static final Workload JSON = new Workload("json", List.of(get("/orders/42")));
  static final Workload POST =
      new Workload("post", List.of(post("/echo", "x".repeat(POSTED_BYTES))));
  static final Workload SCRAPE =
      new Workload("scrape", List.of(get("/metrics", "Accept-Encoding: gzip")));
  static final Workload MIXED =
      new Workload(
          "mixed",
          Stream.of(PROBE, JSON, POST, SCRAPE).flatMap(one -> one.requests.stream()).toList());

  /** What any server can be asked, for a control. */
  static final List<Workload> SIMPLE = List.of(PROBE, JSON, POST);

  static final List<Workload> ALL = List.of(PROBE, JSON, POST, SCRAPE, MIXED);

  private static String get(String target, String... headers) {
    StringBuilder text = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  private static String post(String target, String body) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(target, body.length(), body);
  }
}
