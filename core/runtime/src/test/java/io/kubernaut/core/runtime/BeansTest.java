package io.kubernaut.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

class BeansTest {

  private final MBeanServer server = MBeanServerFactory.newMBeanServer();

  /** What a module might show. */
  public interface ThingMXBean {
    /** Returns a number. */
    int getValue();
  }

  /** A bean with a number. */
  record Thing(int getValue) implements ThingMXBean {}

  private Platform start(String name) {
    return Platform.builder(name).mbeanServer(server).label("region", "eu").start();
  }

  private Set<String> names() throws JMException {
    return server.queryNames(new ObjectName("io.kubernaut:*"), null).stream()
        .map(ObjectName::getCanonicalName)
        .collect(Collectors.toSet());
  }

  private Object value(ObjectName name) throws JMException {
    return server.getAttribute(name, "Value");
  }

  @Test
  void namesBeansByKindPlatformAndName() throws JMException {
    try (Platform platform = start("orders")) {
      platform.beans().register("Metrics", new Thing(1));
      platform.beans().register("Meter", "http.requests", new Thing(2));
      assertThat(names())
          .containsExactlyInAnyOrder(
              "io.kubernaut:platform=orders,type=Platform",
              "io.kubernaut:platform=orders,type=Metrics",
              "io.kubernaut:name=http.requests,platform=orders,type=Meter");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void quotesNamesThatJmxDoesNotTakeAsTheyAre() throws JMException {
    String odd = "a,b=c:\"d\"*?\n{route=\"/\"}";
    try (Platform platform = start("orders")) {
      platform.beans().register("Meter", odd, new Thing(7));
      ObjectName name = platform.beans().name("Meter", odd);
      assertThat(value(name)).isEqualTo(7);
      assertThat(ObjectName.unquote(name.getKeyProperty("name"))).isEqualTo(odd);
      assertThat(name.isPattern()).isFalse();
    }
  }

  @Test
  void registeringAgainReplacesAndTheOldHandleDoesNoHarm() throws JMException {
    try (Platform platform = start("orders")) {
      Beans.Registration first = platform.beans().register("Thing", new Thing(1));
      Beans.Registration second = platform.beans().register("Thing", new Thing(2));
      first.close();
      assertThat(value(platform.beans().name("Thing"))).isEqualTo(2);
      second.close();
      second.close();
      assertThat(server.isRegistered(platform.beans().name("Thing"))).isFalse();
    }
  }

  @Test
  void platformsOfTheSameNameAreNumbered() throws JMException {
    Platform first = start("orders");
    try (Platform second = start("orders")) {
      first.beans().register("Thing", new Thing(1));
      second.beans().register("Thing", new Thing(2));
      assertThat(first.beans().platform()).isEqualTo("orders");
      assertThat(second.beans().platform()).isEqualTo("orders-2");
      assertThat(value(first.beans().name("Thing"))).isEqualTo(1);
      assertThat(value(second.beans().name("Thing"))).isEqualTo(2);
      assertThat(second.name()).isEqualTo("orders");
      first.close();
      assertThat(value(second.beans().name("Thing"))).isEqualTo(2);
      try (Platform third = start("orders")) {
        assertThat(third.beans().platform()).as("the first name is free again").isEqualTo("orders");
      }
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void refusesWhatIsNoMxBeanAndKindsThatAreNoWords() {
    try (Platform platform = start("orders")) {
      assertThatThrownBy(() -> platform.beans().register("Thing", "text"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Bean io.kubernaut:type=Thing,platform=orders of java.lang.String is no MXBean: implement a public interface whose name ends in MXBean.");
      assertThatThrownBy(() -> platform.beans().register("a thing", new Thing(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Invalid kind of bean \"a thing\"");
    }
  }

  @Test
  void aClosedPlatformRegistersNothing() throws JMException {
    Platform platform = start("orders");
    platform.close();
    platform.beans().register("Thing", new Thing(1)).close();
    assertThat(names()).isEmpty();
  }

  @Test
  void aBeanSomebodyElseTookAwayIsNoProblem() throws JMException {
    Platform platform = start("orders");
    server.unregisterMBean(platform.beans().name("Platform"));
    platform.close();
    assertThat(platform.state()).isEqualTo(PlatformState.STOPPED);
  }

  @Test
  void thePlatformsBeanSpeaksOpenTypes() throws JMException {
    try (Platform platform =
        Platform.builder("orders")
            .version("1.4.2")
            .label("region", "eu")
            .mbeanServer(server)
            .component(new Probe("store", new java.util.ArrayList<>()))
            .start()) {
      ObjectName name = platform.beans().name("Platform");
      assertThat(server.getMBeanInfo(name).getDescriptor().getFieldValue("mxbean"))
          .isEqualTo("true");
      assertThat(server.getAttribute(name, "State")).isEqualTo("RUNNING");
      assertThat(server.getAttribute(name, "Version")).isEqualTo("1.4.2");
      assertThat(server.getAttribute(name, "Labels")).isInstanceOf(TabularData.class);
      assertThat((String[]) server.getAttribute(name, "Components"))
          .singleElement()
          .asString()
          .startsWith("store RUNNING since ");
      assertThat((String[]) server.getAttribute(name, "LostComponents")).isEmpty();
      assertThat(server.getAttribute(name, "Restarts")).isEqualTo(0L);
      assertThat((Long) server.getAttribute(name, "Events")).isPositive();
      assertThat(server.getAttribute(name, "Environment")).isNotNull();
      TabularData footprint = (TabularData) server.getAttribute(name, "Footprint");
      assertThat(footprint.get(new Object[] {"threadLimit"}).get("value")).isEqualTo(256L);
      assertThat(footprint.get(new Object[] {"beans"}).get("value")).isEqualTo(1L);
      assertThat(List.of(server.getMBeanInfo(name).getOperations())).as("read-only").isEmpty();
    }
  }
}
