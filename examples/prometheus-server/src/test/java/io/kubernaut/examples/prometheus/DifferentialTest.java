package io.kubernaut.examples.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same samples and the same queries for a real Prometheus and for ours: the same answers.
 * {@code -Ddifferential.seed=…} and {@code -Ddifferential.queries=…} choose others.
 */
@Timeout(600)
@Tag("BR-MET-012")
@Tag("BR-OBS-001")
class DifferentialTest {

  private static final long SEED = Long.getLong("differential.seed", 42);
  private static final int QUERIES = Integer.getInteger("differential.queries", 400);
  private static final double TOLERANCE = 1e-9;

  @TempDir private Path folder;

  @Test
  void answersAsPrometheusDoes() throws Exception {
    try (PeerPrometheus peer = PeerPrometheus.in(Files.createDirectory(folder.resolve("peer")));
        RunningServer ours = RunningServer.in(Files.createDirectory(folder.resolve("ours")))) {
      Client theirs = new Client(peer.uri());
      Client mine = new Client(ours.uri());
      RandomData data = new RandomData(SEED);
      for (int tick = 0; tick < RandomData.TICKS; tick++) {
        byte[] body = data.body(tick);
        theirs.write(body);
        mine.write(body);
      }
      List<String> differences = new ArrayList<>();
      int successes = 0;
      Random random = new Random(SEED);
      for (int i = 0; i < QUERIES; i++) {
        Map<String, String> query = query(random);
        String path = query.containsKey("step") ? "/api/v1/query_range" : "/api/v1/query";
        JsonNode expected = theirs.post(path, query);
        JsonNode actual = mine.post(path, query);
        Difference.between(expected, actual, TOLERANCE)
            .ifPresent(difference -> differences.add(query + ": " + difference));
        successes += expected.get("status").asText().equals("success") ? 1 : 0;
      }
      assertThat(differences).as("seed %d, %d queries", SEED, QUERIES).isEmpty();
      assertThat(successes).as("queries that can be answered").isGreaterThan(QUERIES / 2);
    }
  }

  /** A query at a moment, or over a range; its times end with 7, ranges and steps with 0. */
  private static Map<String, String> query(Random random) {
    long begin = RandomData.BEGIN / 1000;
    long length = RandomData.TICKS * RandomData.TICK / 1000;
    long time = (begin + random.nextInt((int) length)) / 10 * 10 + 7;
    Map<String, String> query = new TreeMap<>();
    query.put("query", new RandomQuery(random).vector(random.nextInt(4)));
    if (random.nextBoolean()) {
      query.put("time", Long.toString(time));
    } else {
      query.put("start", Long.toString(time));
      query.put("end", Long.toString(time + 600 + random.nextInt(1_800)));
      query.put("step", Integer.toString(10 * (1 + random.nextInt(12))));
    }
    return query;
  }

  @Test
  void findsTheSameSeriesNamesAndValues() throws Exception {
    try (PeerPrometheus peer = PeerPrometheus.in(Files.createDirectory(folder.resolve("peer")));
        RunningServer ours = RunningServer.in(Files.createDirectory(folder.resolve("ours")))) {
      Client theirs = new Client(peer.uri());
      Client mine = new Client(ours.uri());
      RandomData data = new RandomData(SEED);
      for (int tick = 0; tick < 40; tick++) {
        byte[] body = data.body(tick);
        theirs.write(body);
        mine.write(body);
      }
      for (String target :
          List.of(
              "labels",
              "labels?match[]=up",
              "label/__name__/values",
              "label/instance/values?match[]=temperature{job=\"api\"}",
              "label/none/values",
              "series?match[]=temperature&match[]=up{job=~\"a.*\"}",
              "series?match[]={job!=\"api\",__name__=~\".*total\"}",
              "series?match[]=missing",
              "series?match[]=sum(up)",
              "series",
              "query?query=1",
              "metadata",
              "rules",
              "alerts",
              "query_exemplars?query=up",
              "status/walreplay",
              "format_query?query=sum(up)by(job)")) {
        String encoded =
            "/api/v1/"
                + target
                    .replace("[", "%5B")
                    .replace("]", "%5D")
                    .replace("{", "%7B")
                    .replace("}", "%7D")
                    .replace("\"", "%22");
        JsonNode expected = theirs.get(encoded + (encoded.contains("query=1") ? "&time=1" : ""));
        JsonNode actual = mine.get(encoded + (encoded.contains("query=1") ? "&time=1" : ""));
        if (expected.get("status").asText().equals("success")) {
          assertThat(actual).as(target).isEqualTo(expected);
        } else {
          assertThat(actual.get("errorType")).as(target).isEqualTo(expected.get("errorType"));
        }
      }
    }
  }
}
