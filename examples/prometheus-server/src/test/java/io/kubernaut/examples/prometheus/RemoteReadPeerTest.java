package io.kubernaut.examples.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Remote read, against a real Prometheus that serves the same, and one that reads from ours. */
@Timeout(300)
@Tag("BR-OBS-001")
class RemoteReadPeerTest {

  private static final long SEED = Long.getLong("differential.seed", 42);

  /** Few enough for one chunk of each series: where chunks end is up to the server. */
  private static final int TICKS = 100;

  private static final long LAST = RandomData.BEGIN + TICKS * RandomData.TICK;
  private static final String EVERYTHING = "{__name__=~\".+\"}[2h]";

  @TempDir private Path folder;

  private Path folder(String name) throws Exception {
    return Files.createDirectory(folder.resolve(name));
  }

  @Test
  void streamsTheVeryChunksThatPrometheusStreams() throws Exception {
    try (PeerPrometheus peer = PeerPrometheus.in(folder("peer"));
        RunningServer ours = RunningServer.in(folder("ours"))) {
      Client theirs = new Client(peer.uri());
      Client mine = new Client(ours.uri());
      RandomData data = new RandomData(SEED);
      for (int tick = 0; tick < TICKS; tick++) {
        byte[] body = data.body(tick);
        theirs.write(body);
        mine.write(body);
      }
      List<String> expected = StreamedChunks.of(theirs.streamed(RandomData.BEGIN, LAST));
      assertThat(expected).hasSizeGreaterThan(50);
      assertThat(StreamedChunks.of(mine.streamed(RandomData.BEGIN, LAST))).isEqualTo(expected);
    }
  }

  @Test
  void streamsNativeHistogramsAsPrometheusDoes() throws Exception {
    try (PeerPrometheus peer = PeerPrometheus.in(folder("peer"));
        RunningServer ours = RunningServer.in(folder("ours"))) {
      Client theirs = new Client(peer.uri());
      Client mine = new Client(ours.uri());
      Random random = new Random(SEED);
      double[] counts = new double[5];
      for (int tick = 0; tick < TICKS; tick++) {
        for (int i = 0; i < counts.length; i++) {
          counts[i] += random.nextInt(4);
        }
        WriteBody body = new WriteBody();
        long time = RandomData.BEGIN + tick * RandomData.TICK + random.nextInt(500);
        body.add(Map.of("__name__", "took_seconds"), time, random.nextGaussian(), counts);
        theirs.write(body.packed());
        mine.write(body.packed());
      }
      List<String> expected = StreamedChunks.of(theirs.streamed(RandomData.BEGIN, LAST));
      assertThat(expected).hasSize(1);
      assertThat(StreamedChunks.of(mine.streamed(RandomData.BEGIN, LAST))).isEqualTo(expected);
    }
  }

  /** Older ones ask for samples, newer ones for streamed chunks. */
  @Test
  void aPrometheusThatReadsFromOursHasTheSameSeries() throws Exception {
    try (RunningServer ours = RunningServer.in(folder("ours"));
        PeerPrometheus reader = PeerPrometheus.readingFrom(ours.uri(), folder("reader"))) {
      Client mine = new Client(ours.uri());
      RandomData data = new RandomData(SEED);
      for (int tick = 0; tick < RandomData.TICKS; tick++) {
        mine.write(data.body(tick));
      }
      double time = RandomData.BEGIN / 1e3 + RandomData.TICKS * RandomData.TICK / 1e3;
      Map<String, JsonNode> expected = series(mine.query(EVERYTHING, time));
      assertThat(expected).hasSizeGreaterThan(50);
      assertThat(series(new Client(reader.uri()).query(EVERYTHING, time))).isEqualTo(expected);
    }
  }

  private static Map<String, JsonNode> series(JsonNode answer) {
    Map<String, JsonNode> series = new TreeMap<>();
    for (JsonNode each : answer.at("/data/result")) {
      series.put(each.get("metric").toString(), each.get("values"));
    }
    return series;
  }
}
