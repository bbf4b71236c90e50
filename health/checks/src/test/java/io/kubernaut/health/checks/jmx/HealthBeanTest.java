package io.kubernaut.health.checks.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.testing.TestPlatform;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.HealthCheck;
import io.kubernaut.health.checks.Hysteresis;
import io.kubernaut.health.checks.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("BR-HEALTH-005")
class HealthBeanTest {

  @Test
  void showsTheReportAndTellsOfTransitions() throws Exception {
    TestPlatform test = TestPlatform.seeded(1);
    MBeanServer server = test.mbeanServer();
    ObjectName name = new ObjectName("io.kubernaut:type=Health,platform=shop");
    Outcome[] database = {Outcome.up()};
    List<String> told = new ArrayList<>();
    try (Platform platform = test.platform("shop").start()) {
      Health health = Health.builder().runOn(Runnable::run).start(platform);
      HealthBean.register(health, platform);
      server.addNotificationListener(
          name, (notification, ignored) -> told.add(notification.getType()), null, null);
      assertThat(server.getMBeanInfo(name).getNotifications()[0].getNotifTypes())
          .contains("health.check", "health.livenessOverridden");
      health.check(HealthCheck.named("db", () -> database[0]).hysteresis(Hysteresis.NONE));
      test.advance(Duration.ofSeconds(20));
      assertThat(server.getAttribute(name, "Status")).isEqualTo("UP");
      assertThat(server.getAttribute(name, "Ready")).isEqualTo(true);
      told.clear();

      database[0] = Outcome.down("gone");
      test.advance(Duration.ofSeconds(20));
      assertThat(server.getAttribute(name, "Status")).isEqualTo("DOWN");
      assertThat((String[]) server.getAttribute(name, "Causes"))
          .singleElement()
          .asString()
          .startsWith("\"db\" is DOWN");
      assertThat(server.getAttribute(name, "Ready")).isEqualTo(false);
      assertThat(told).containsExactlyInAnyOrder("health.check", "health.service");
    }
    assertThat(server.isRegistered(name)).isFalse();
  }
}
