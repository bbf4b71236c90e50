package io.kubernaut.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.HostFacts.Limits;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("BR-INT-009")
class CgroupsTest {

  private static final long MIB = 1 << 20;

  @TempDir private Path root;
  private HostTree host;

  @BeforeEach
  void open() {
    host = new HostTree(root);
  }

  private Limits limits() {
    return host.facts().limits();
  }

  private static Limits limits(int version, double cores, long memory) {
    return new Limits(version, OptionalDouble.of(cores), OptionalLong.of(memory));
  }

  private static Limits unlimited(int version) {
    return new Limits(version, OptionalDouble.empty(), OptionalLong.empty());
  }

  @Test
  void readsTheSecondVersionInAContainersOwnNamespace() {
    host.file("proc/self/cgroup", "0::/\n")
        .file("sys/fs/cgroup/cgroup.controllers", "cpu memory")
        .file("sys/fs/cgroup/cpu.max", "150000 100000\n")
        .file("sys/fs/cgroup/memory.max", "536870912\n");
    assertThat(limits()).isEqualTo(limits(2, 1.5, 512 * MIB));
  }

  @Test
  void theSmallestLimitOfAllGroupsAroundTheProcessCounts() {
    host.file("proc/self/cgroup", "0::/kubepods.slice/pod7.slice/app.scope\n")
        .file("sys/fs/cgroup/cgroup.controllers", "cpu memory")
        .file("sys/fs/cgroup/kubepods.slice/memory.max", "4294967296")
        .file("sys/fs/cgroup/kubepods.slice/cpu.max", "max 100000")
        .file("sys/fs/cgroup/kubepods.slice/pod7.slice/memory.max", "268435456")
        .file("sys/fs/cgroup/kubepods.slice/pod7.slice/cpu.max", "50000 100000")
        .file("sys/fs/cgroup/kubepods.slice/pod7.slice/app.scope/memory.max", "max")
        .file("sys/fs/cgroup/kubepods.slice/pod7.slice/app.scope/cpu.max", "200000 100000");
    assertThat(limits()).isEqualTo(limits(2, 0.5, 256 * MIB));
  }

  @Test
  void theSecondVersionSaysMaxForUnlimited() {
    host.file("proc/self/cgroup", "0::/\n")
        .file("sys/fs/cgroup/cgroup.controllers", "cpu memory")
        .file("sys/fs/cgroup/cpu.max", "max 100000")
        .file("sys/fs/cgroup/memory.max", "max");
    assertThat(limits()).isEqualTo(unlimited(2));
  }

  @Test
  void readsTheFirstVersionWhereEachControllerHasItsOwnTree() {
    host.file("proc/self/cgroup", "4:memory:/docker/8c5e\n3:cpu,cpuacct:/docker/8c5e\n")
        .file("sys/fs/cgroup/memory/docker/8c5e/memory.limit_in_bytes", "134217728")
        .file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712")
        .file("sys/fs/cgroup/cpu/docker/8c5e/cpu.cfs_quota_us", "250000")
        .file("sys/fs/cgroup/cpu/docker/8c5e/cpu.cfs_period_us", "100000");
    assertThat(limits()).isEqualTo(limits(1, 2.5, 128 * MIB));
  }

  @Test
  void theFirstVersionSaysMinusOneAndAHugeNumberForUnlimited() {
    host.file("proc/self/cgroup", "4:memory:/\n1:cpu:/\n")
        .file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712")
        .file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1")
        .file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
    assertThat(limits()).isEqualTo(unlimited(1));
  }

  @Test
  void aContainerThatDoesNotSeeItsGroupsPathReadsTheMountPoint() {
    host.file("proc/self/cgroup", "4:memory:/kubepods/burstable/pod7/8c5e\n")
        .file("sys/fs/cgroup/memory/memory.limit_in_bytes", "67108864");
    assertThat(limits())
        .isEqualTo(new Limits(1, OptionalDouble.empty(), OptionalLong.of(64 * MIB)));
  }

  @Test
  void aHybridMachineHasEachControllerInOneOfTheVersions() {
    host.file("proc/self/cgroup", "1:cpu:/a\n0::/b\n")
        .file("sys/fs/cgroup/cpu/a/cpu.cfs_quota_us", "100000")
        .file("sys/fs/cgroup/cpu/a/cpu.cfs_period_us", "100000")
        .file("sys/fs/cgroup/unified/b/memory.max", "67108864");
    assertThat(limits()).isEqualTo(limits(1, 1.0, 64 * MIB));
  }

  @Test
  void aPathThatLeavesTheMountPointIsNotFollowed() {
    host.file("proc/self/cgroup", "0::/../../escape\n")
        .file("sys/fs/cgroup/cgroup.controllers", "memory")
        .file("sys/escape/memory.max", "1")
        .file("sys/fs/cgroup/memory.max", "67108864");
    assertThat(limits().memoryBytes()).hasValue(64 * MIB);
  }

  @Test
  void nonsenseIsNoLimit() {
    host.file("proc/self/cgroup", "gibberish\n:\n0::/a\n")
        .file("sys/fs/cgroup/cgroup.controllers", "cpu memory")
        .file("sys/fs/cgroup/a/cpu.max", "much")
        .file("sys/fs/cgroup/a/memory.max", "-7");
    assertThat(limits()).isEqualTo(unlimited(2));
  }
}
