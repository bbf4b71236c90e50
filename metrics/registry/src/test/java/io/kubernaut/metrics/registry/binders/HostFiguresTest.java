package io.kubernaut.metrics.registry.binders;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.metrics.registry.binders.SystemBinders.Part;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("BR-MET-001")
@Tag("BR-MET-007")
class HostFiguresTest {
  private static final double KIB = 1_024;

  private final SortedMap<String, Double> host = Machine.scrape(Machine.tree("host"), Part.HOST);

  @Test
  void countsProcessorTimeByMode() {
    assertThat(host)
        .containsEntry("host_cpu_seconds_total{mode=user}", 5_412.73)
        .containsEntry("host_cpu_seconds_total{mode=nice}", 0.12)
        .containsEntry("host_cpu_seconds_total{mode=idle}", 26_901.62)
        .containsEntry("host_cpu_seconds_total{mode=steal}", 4.81)
        .containsEntry("host_cpus", 2.0)
        .containsEntry("host_context_switches_total", 9_469_736.0)
        .containsEntry("host_forks_total", 135_375.0);
  }

  @Test
  void showsSaturation() {
    assertThat(host)
        .containsEntry("host_procs_running", 3.0)
        .containsEntry("host_procs_blocked", 1.0)
        .containsEntry("host_load1", 1.94)
        .containsEntry("host_load5", 3.12)
        .containsEntry("host_load15", 2.84)
        .containsEntry("host_pressure_seconds_total{resource=cpu,stall=some}", 1_313.90712)
        .containsEntry("host_pressure_seconds_total{resource=memory,stall=full}", 7.282561)
        .containsEntry("host_pressure_average_ratio{resource=io,stall=some,window=10s}", 0.12)
        .containsEntry("host_pressure_average_ratio{resource=cpu,stall=some,window=300s}", 0.4525);
  }

  @Test
  void showsMemoryInBytes() {
    assertThat(host)
        .containsEntry("host_memory_total_bytes", 16_384_000 * KIB)
        .containsEntry("host_memory_free_bytes", 4_096_000 * KIB)
        .containsEntry("host_memory_available_bytes", 9_216_000 * KIB)
        .containsEntry("host_memory_cached_bytes", 5_120_000 * KIB)
        .containsEntry("host_memory_buffers_bytes", 51_200 * KIB)
        .containsEntry("host_memory_swap_total_bytes", 2_048_000 * KIB)
        .containsEntry("host_memory_swap_free_bytes", 1_024_000 * KIB)
        .containsEntry("host_filefd_allocated", 593.0)
        .containsEntry("host_filefd_maximum", 2_466_170.0);
  }

  @Test
  void countsWhatGoesThroughWholeDisks() {
    assertThat(host)
        .containsEntry("host_disk_read_bytes_total{device=vda}", 10_346_050.0 * 512)
        .containsEntry("host_disk_written_bytes_total{device=vda}", 2_732_112.0 * 512)
        .containsEntry("host_disk_reads_completed_total{device=vda}", 203_436.0)
        .containsEntry("host_disk_writes_completed_total{device=vda}", 23_163.0)
        .containsEntry("host_disk_io_now{device=vda}", 2.0)
        .containsEntry("host_disk_io_time_seconds_total{device=vda}", 29.736)
        .containsEntry("host_disk_io_time_weighted_seconds_total{device=vda}", 364.088);
    assertThat(devices("host_disk_read_bytes_total")).containsExactlyInAnyOrder("vda", "nvme0n1");
  }

  @Test
  void countsWhatGoesThroughInterfaces() {
    assertThat(host)
        .containsEntry("host_network_receive_bytes_total{device=eth0}", 200_077_668.0)
        .containsEntry("host_network_receive_packets_total{device=eth0}", 6_698.0)
        .containsEntry("host_network_receive_errs_total{device=eth0}", 2.0)
        .containsEntry("host_network_receive_drop_total{device=eth0}", 3.0)
        .containsEntry("host_network_transmit_bytes_total{device=eth0}", 805_896.0)
        .containsEntry("host_network_transmit_packets_total{device=eth0}", 5_954.0)
        .containsEntry("host_network_transmit_errs_total{device=eth0}", 4.0)
        .containsEntry("host_network_transmit_drop_total{device=eth0}", 5.0);
    assertThat(devices("host_network_receive_bytes_total")).containsExactlyInAnyOrder("lo", "eth0");
  }

  private Set<String> devices(String family) {
    return host.keySet().stream()
        .filter(name -> name.startsWith(family + "{"))
        .map(name -> name.substring(name.indexOf('=') + 1, name.length() - 1))
        .collect(Collectors.toSet());
  }

  @Test
  void showsEachLocalFileSystemOnce() {
    assertThat(host.keySet())
        .filteredOn(name -> name.startsWith("host_filesystem_size_bytes"))
        .containsExactlyInAnyOrder(
            "host_filesystem_size_bytes{device=/dev/vda,fstype=ext4,mountpoint=/}",
            "host_filesystem_size_bytes{device=/dev/vdb,fstype=xfs,mountpoint=/my data}");
    double size = host.get("host_filesystem_size_bytes{device=/dev/vda,fstype=ext4,mountpoint=/}");
    double free = host.get("host_filesystem_free_bytes{device=/dev/vda,fstype=ext4,mountpoint=/}");
    double mine = host.get("host_filesystem_avail_bytes{device=/dev/vda,fstype=ext4,mountpoint=/}");
    assertThat(size).isGreaterThanOrEqualTo(free).isGreaterThan(0);
    assertThat(mine).isBetween(0.0, free);
  }

  @Test
  void readsTheProcess() {
    assertThat(Machine.scrape(Machine.tree("host"), Part.PROCESS))
        .containsEntry("process_cpu_seconds_total", 130.23)
        .containsEntry("process_cpu_mode_seconds_total{mode=user}", 123.45)
        .containsEntry("process_cpu_mode_seconds_total{mode=system}", 6.78)
        .containsEntry("process_page_faults_total{type=minor}", 120_345.0)
        .containsEntry("process_page_faults_total{type=major}", 17.0)
        .containsEntry("process_resident_memory_bytes", 367_000 * KIB)
        .containsEntry("process_resident_memory_peak_bytes", 390_000 * KIB)
        .containsEntry("process_virtual_memory_bytes", 3_060_000 * KIB)
        .containsEntry("process_swapped_memory_bytes", 12 * KIB)
        .containsEntry("process_threads", 42.0)
        .containsEntry("process_disk_read_bytes_total", 4_096.0)
        .containsEntry("process_disk_written_bytes_total", 8_192.0)
        .containsEntry("process_io_read_bytes_total", 697_600.0)
        .containsEntry("process_io_written_bytes_total", 123_400.0)
        .containsEntry("process_network_receive_bytes_total", 241_950_580.0)
        .containsEntry("process_network_transmit_bytes_total", 42_678_340.0)
        .containsEntry("process_context_switches_total{type=voluntary}", 901.0)
        .containsEntry("process_context_switches_total{type=involuntary}", 40.0);
  }

  @Test
  void showsNothingOfFilesThatAreMissingOrMalformed(@TempDir Path empty) {
    for (Path root : Set.of(empty, Machine.tree("malformed"))) {
      SortedMap<String, Double> samples =
          Machine.scrape(root, Part.HOST, Part.PROCESS, Part.CGROUP);
      assertThat(samples.keySet())
          .as("metrics from %s", root)
          .noneMatch(name -> name.startsWith("host_") || name.startsWith("cgroup_"))
          .doesNotContain("process_cpu_seconds_total", "process_resident_memory_bytes");
      assertThat(samples)
          .containsEntry("kubernaut_sdk_collected_figures{binder=host}", 0.0)
          .containsEntry("kubernaut_sdk_collected_figures{binder=process}", 0.0);
    }
  }
}
