package io.kubernaut.metrics.registry.binders;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.metrics.registry.binders.SystemBinders.Part;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("BR-MET-001")
@Tag("BR-MET-007")
class CgroupFiguresTest {

  private static SortedMap<String, Double> cgroup(Path root) {
    SortedMap<String, Double> samples = new TreeMap<>(Machine.scrape(root, Part.CGROUP));
    samples.keySet().removeIf(name -> !name.startsWith("cgroup_"));
    return samples;
  }

  private static SortedMap<String, Double> cgroup(String tree) {
    return cgroup(Machine.tree(tree));
  }

  @Test
  void readsVersionTwo() {
    assertThat(cgroup("cgroup-v2"))
        .containsEntry("cgroup_cpu_usage_seconds_total", 98.765432)
        .containsEntry("cgroup_cpu_mode_seconds_total{mode=user}", 80.0)
        .containsEntry("cgroup_cpu_mode_seconds_total{mode=system}", 18.765432)
        .containsEntry("cgroup_cpu_cfs_periods_total", 1200.0)
        .containsEntry("cgroup_cpu_cfs_throttled_periods_total", 300.0)
        .containsEntry("cgroup_cpu_cfs_throttled_seconds_total", 45.6)
        .containsEntry("cgroup_cpu_limit_cores", 1.5)
        .containsEntry("cgroup_memory_usage_bytes", 629_145_600.0)
        .containsEntry("cgroup_memory_working_set_bytes", 629_145_600.0 - 104_857_600)
        .containsEntry("cgroup_memory_limit_bytes", 1_073_741_824.0)
        .containsEntry("cgroup_memory_swap_bytes", 4_096.0)
        .containsEntry("cgroup_memory_limit_hits_total", 17.0)
        .containsEntry("cgroup_oom_events_total", 2.0)
        .containsEntry("cgroup_oom_kills_total", 1.0)
        .containsEntry("cgroup_pids", 42.0)
        .containsEntry("cgroup_pids_limit", 1_024.0)
        .containsEntry("cgroup_pressure_seconds_total{resource=cpu,stall=some}", 3.0)
        .containsEntry("cgroup_pressure_seconds_total{resource=io,stall=full}", 0.04)
        .containsEntry(
            "cgroup_pressure_average_ratio{resource=memory,stall=full,window=60s}", 0.005)
        .hasSize(16 + 6 + 18);
  }

  @Test
  void readsVersionOneUnderTheSameNames() {
    assertThat(cgroup("cgroup-v1"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("cgroup_cpu_usage_seconds_total", 12.5),
                Map.entry("cgroup_cpu_mode_seconds_total{mode=user}", 10.0),
                Map.entry("cgroup_cpu_mode_seconds_total{mode=system}", 2.5),
                Map.entry("cgroup_cpu_cfs_periods_total", 50.0),
                Map.entry("cgroup_cpu_cfs_throttled_periods_total", 5.0),
                Map.entry("cgroup_cpu_cfs_throttled_seconds_total", 2.5),
                Map.entry("cgroup_cpu_limit_cores", 2.0),
                Map.entry("cgroup_memory_usage_bytes", 314_572_800.0),
                Map.entry("cgroup_memory_working_set_bytes", 314_572_800.0 - 52_428_800),
                Map.entry("cgroup_memory_limit_bytes", 536_870_912.0),
                Map.entry("cgroup_memory_swap_bytes", 8_192.0),
                Map.entry("cgroup_memory_limit_hits_total", 9.0),
                Map.entry("cgroup_oom_kills_total", 3.0),
                Map.entry("cgroup_pids", 12.0)));
  }

  @Test
  void showsNoLimitWhereThereIsNone() {
    assertThat(cgroup("cgroup-unlimited"))
        .containsEntry("cgroup_memory_usage_bytes", 1_048_576.0)
        .containsEntry("cgroup_memory_working_set_bytes", 0.0) // counted at different moments
        .containsEntry("cgroup_cpu_usage_seconds_total", 1.0)
        .doesNotContainKeys(
            "cgroup_cpu_limit_cores",
            "cgroup_memory_limit_bytes",
            "cgroup_pids_limit",
            "cgroup_cpu_cfs_throttled_seconds_total");
  }

  @Test
  void takesEachFileFromTheNearestGroupAndTheSmallestLimit() {
    assertThat(cgroup("cgroup-nested"))
        .containsEntry("cgroup_cpu_usage_seconds_total", 2.0)
        .containsEntry("cgroup_cpu_limit_cores", 0.5)
        .containsEntry("cgroup_memory_usage_bytes", 134_217_728.0)
        .containsEntry("cgroup_memory_working_set_bytes", 100_663_296.0)
        .containsEntry("cgroup_memory_limit_bytes", 268_435_456.0);
  }

  @Test
  void findsTheOwnGroupOfAContainerAtTheMountPoint() {
    assertThat(cgroup("cgroup-container"))
        .containsEntry("cgroup_cpu_usage_seconds_total", 5.0)
        .containsEntry("cgroup_cpu_cfs_throttled_seconds_total", 0.07)
        .containsEntry("cgroup_memory_working_set_bytes", 2_000.0)
        .containsEntry("cgroup_memory_limit_bytes", 4_096.0);
  }

  @Test
  void findsItThereAlsoWhenItsNameIsThatOfTheHost() {
    assertThat(cgroup("cgroup-host-namespace"))
        .containsEntry("cgroup_cpu_usage_seconds_total", 7.0)
        .containsEntry("cgroup_memory_usage_bytes", 4_096.0)
        .containsEntry("cgroup_pressure_seconds_total{resource=cpu,stall=some}", 4.0)
        .containsEntry("cgroup_pressure_average_ratio{resource=cpu,stall=some,window=10s}", 0.5);
  }

  @Test
  void isAbsentWhereThereAreNoFiles(@TempDir Path empty) {
    assertThat(cgroup(empty)).isEmpty();
  }

  @Test
  void isAbsentWhereFilesAreMalformed() {
    assertThat(cgroup("malformed")).isEmpty();
  }
}
