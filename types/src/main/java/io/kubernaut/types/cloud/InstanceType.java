package io.kubernaut.types.cloud;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type of a machine, as its provider names it. */
public sealed interface InstanceType {

  /**
   * Parses the name of a type.
   *
   * @param provider whose type
   * @param name for example {@code m5.xlarge}, {@code Standard_D4s_v5} or {@code n2-standard-8}
   * @return the type
   * @throws IllegalArgumentException if the provider has no such names
   */
  static InstanceType parse(Provider provider, String name) {
    return switch (provider) {
      case AWS -> Ec2.parse(name);
      case AZURE -> VmSize.parse(name);
      case GCP -> MachineType.parse(name);
    };
  }

  /**
   * Returns the provider.
   *
   * @return whose type
   */
  Provider provider();

  /**
   * Returns the family.
   *
   * @return what the type is made for, with its generation, for example {@code m5}
   */
  String family();

  /**
   * Returns how many virtual processors it has, where the name says so.
   *
   * @return empty if the name does not say
   */
  Optional<Integer> vcpus();

  /**
   * A type of Amazon EC2: family, generation and options, a dot, and the size.
   *
   * @param family family and generation, for example {@code m5}
   * @param options letters for what is special, for example {@code dn}
   * @param size for example {@code 2xlarge} or {@code metal}
   */
  record Ec2(String family, String options, String size) implements InstanceType {

    private static final Pattern NAME =
        Pattern.compile(
            "([a-z]+\\d+|u-\\d+tb\\d+)([a-z-]*)\\.(nano|micro|small|medium|large|\\d*xlarge|metal(?:-\\d+xl)?)");

    static Ec2 parse(String name) {
      Matcher parts = NAME.matcher(name);
      if (!parts.matches()) {
        throw InvalidName.machine(Provider.AWS, name, "m5.xlarge");
      }
      return new Ec2(parts.group(1), parts.group(2), parts.group(3));
    }

    @Override
    public Provider provider() {
      return Provider.AWS;
    }

    /**
     * Returns four for each {@code xlarge}, two for {@code large}; smaller ones differ by family.
     */
    @Override
    public Optional<Integer> vcpus() {
      if (size.equals("large")) {
        return Optional.of(2);
      }
      if (!size.endsWith("xlarge")) {
        return Optional.empty();
      }
      String times = size.substring(0, size.length() - "xlarge".length());
      return Optional.of(4 * (times.isEmpty() ? 1 : Integer.parseInt(times)));
    }

    @Override
    public String toString() {
      return family + options + "." + size;
    }
  }

  /**
   * A size of an Azure virtual machine: family, processors, options and version.
   *
   * @param tier {@code Standard} or {@code Basic}
   * @param series the family's letters, for example {@code D} or {@code NC}
   * @param cores how many virtual processors the size has
   * @param usable how many of them can be used, where that is fewer
   * @param options letters for what is special, for example {@code ds}
   * @param accelerator the accelerator, for example {@code A100}
   * @param version the version, 1 if there is none
   */
  record VmSize(
      String tier,
      String series,
      int cores,
      @Nullable Integer usable,
      String options,
      @Nullable String accelerator,
      @Nullable Integer version)
      implements InstanceType {

    private static final Pattern NAME =
        Pattern.compile(
            "(Standard|Basic)_([A-Z]+)(\\d{1,3})(?:-(\\d{1,3}))?([a-z]*)(?:_([A-Z][A-Za-z0-9]*))?(?:_v(\\d{1,2}))?");

    static VmSize parse(String name) {
      Matcher parts = NAME.matcher(name);
      if (!parts.matches()) {
        throw InvalidName.machine(Provider.AZURE, name, "Standard_D4s_v5");
      }
      return new VmSize(
          parts.group(1),
          parts.group(2),
          Integer.parseInt(parts.group(3)),
          parts.group(4) == null ? null : Integer.valueOf(parts.group(4)),
          parts.group(5),
          parts.group(6),
          parts.group(7) == null ? null : Integer.valueOf(parts.group(7)));
    }

    @Override
    public Provider provider() {
      return Provider.AZURE;
    }

    @Override
    public String family() {
      return series + options + (version == null ? "" : "v" + version);
    }

    @Override
    public Optional<Integer> vcpus() {
      return Optional.of(usable == null ? cores : usable);
    }

    @Override
    public String toString() {
      return tier
          + "_"
          + series
          + cores
          + (usable == null ? "" : "-" + usable)
          + options
          + (accelerator == null ? "" : "_" + accelerator)
          + (version == null ? "" : "_v" + version);
    }
  }

  /**
   * A machine type of Google Compute Engine: family, kind and number of processors.
   *
   * @param family for example {@code n2}
   * @param kind for example {@code standard}, or {@code custom}
   * @param cores how many virtual processors it has
   * @param memoryMib how much memory a custom type has, in MiB
   * @param suffix what follows, for example {@code lssd} or {@code ext}
   */
  record MachineType(
      String family,
      String kind,
      @Nullable Integer cores,
      @Nullable Integer memoryMib,
      String suffix)
      implements InstanceType {

    private static final Pattern CUSTOM =
        Pattern.compile("(?:([a-z]+\\d[a-z]?)-)?custom-(\\d{1,3})-(\\d{1,8})(?:-(ext))?");
    private static final Pattern NAME =
        Pattern.compile(
            "([a-z]+\\d[a-z]?)-(standard|highmem|highcpu|megamem|ultramem|hypermem|ultragpu|highgpu|megagpu|micro|small|medium)(?:-(\\d{1,4})g?)?(?:-([a-z0-9]+))?");

    static MachineType parse(String name) {
      Matcher custom = CUSTOM.matcher(name);
      if (custom.matches()) {
        String family = custom.group(1) == null ? "n1" : custom.group(1);
        String suffix = custom.group(4) == null ? "" : custom.group(4);
        return new MachineType(
            family,
            "custom",
            Integer.valueOf(custom.group(2)),
            Integer.valueOf(custom.group(3)),
            suffix);
      }
      Matcher parts = NAME.matcher(name);
      if (!parts.matches()) {
        throw InvalidName.machine(Provider.GCP, name, "n2-standard-8");
      }
      boolean countsGpus = parts.group(2).endsWith("gpu");
      return new MachineType(
          parts.group(1),
          parts.group(2),
          parts.group(3) == null || countsGpus ? null : Integer.valueOf(parts.group(3)),
          null,
          (countsGpus ? parts.group(3) + "g" : "")
              + (parts.group(4) == null ? "" : parts.group(4)));
    }

    @Override
    public Provider provider() {
      return Provider.GCP;
    }

    @Override
    public Optional<Integer> vcpus() {
      return Optional.ofNullable(cores);
    }
  }
}
