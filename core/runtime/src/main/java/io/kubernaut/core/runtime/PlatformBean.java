package io.kubernaut.core.runtime;

import java.util.List;
import java.util.Map;

/** Shows a platform in JMX. */
final class PlatformBean implements PlatformMXBean {

  private final Platform platform;

  PlatformBean(Platform platform) {
    this.platform = platform;
  }

  @Override
  public String getName() {
    return platform.name();
  }

  @Override
  public String getVersion() {
    return platform.version();
  }

  @Override
  public Map<String, String> getLabels() {
    return platform.labels();
  }

  @Override
  public String getState() {
    return platform.state().name();
  }

  @Override
  public List<String> getLostComponents() {
    return platform.components().stream()
        .filter(component -> component.state() != ComponentState.RUNNING)
        .map(ComponentStatus::name)
        .toList();
  }

  @Override
  public List<String> getComponents() {
    return platform.components().stream().map(PlatformBean::line).toList();
  }

  private static String line(ComponentStatus status) {
    return "%s %s since %s, %d restarts%s"
        .formatted(
            status.name(),
            status.state(),
            status.since(),
            status.restarts(),
            status.problem().map(why -> ": " + why).orElse(""));
  }

  @Override
  public long getRestarts() {
    return platform.components().stream().mapToLong(ComponentStatus::restarts).sum();
  }

  @Override
  public long getEvents() {
    return platform.events().published();
  }

  @Override
  public Map<String, Long> getFootprint() {
    return platform.footprint().numbers();
  }

  @Override
  public String getEnvironment() {
    return platform.host().environment().name();
  }
}
