package io.kubernaut.health.checks.jmx;

import io.kubernaut.core.runtime.Beans;
import io.kubernaut.core.runtime.Platform;
import io.kubernaut.core.runtime.Subscription;
import io.kubernaut.health.checks.Cause;
import io.kubernaut.health.checks.Health;
import io.kubernaut.health.checks.HealthEvent;
import io.kubernaut.health.checks.HealthStatistics;
import io.kubernaut.types.health.ProbeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;

/** Registers and is the bean of a service's health. Safe for any thread. */
public final class HealthBean extends NotificationBroadcasterSupport
    implements HealthMXBean, AutoCloseable {

  private static final String KIND = "Health";
  private static final String[] TYPES = {
    "health.check",
    "health.service",
    "health.flapping",
    "health.checks",
    "health.livenessOverridden",
    "health.breachForeseen"
  };

  private final Health health;
  private final ObjectName name;
  private final Beans.Registration registration;
  private final Subscription subscription;
  private final AtomicLong sent = new AtomicLong();

  private HealthBean(Health health, Platform platform) {
    super(
        new MBeanNotificationInfo(
            TYPES.clone(), Notification.class.getName(), "What happens to health"));
    this.health = health;
    this.name = platform.beans().name(KIND);
    this.registration = platform.beans().register(KIND, this);
    this.subscription = platform.events().subscribe("health in JMX", HealthEvent.class, this::send);
  }

  /**
   * Shows health in JMX until it is closed, or its platform is.
   *
   * @param health how the service is
   * @param platform where the bean is registered, and whose events it tells
   * @return the bean
   */
  public static HealthBean register(Health health, Platform platform) {
    return new HealthBean(health, platform);
  }

  private void send(HealthEvent event) {
    Notification notification =
        new Notification(
            event.type(), name, sent.incrementAndGet(), event.time().toEpochMilli(), text(event));
    notification.setUserData(Map.copyOf(event.attributes()));
    sendNotification(notification);
  }

  private static String text(HealthEvent event) {
    return event.source() + " " + event.attributes();
  }

  @Override
  public String getStatus() {
    return health.report().status().name();
  }

  @Override
  public int getScore() {
    return health.report().score();
  }

  @Override
  public String getSummary() {
    return health.report().toString();
  }

  @Override
  public boolean isReady() {
    return health.probe(ProbeKind.READINESS).isPassed();
  }

  @Override
  public List<String> getCauses() {
    return health.report().causes().stream().map(Cause::toString).toList();
  }

  @Override
  public Map<String, String> getChecks() {
    Map<String, String> statuses = new LinkedHashMap<>();
    health
        .report()
        .checks()
        .values()
        .forEach(state -> statuses.put(state.name(), state.status().name()));
    return statuses;
  }

  @Override
  public Map<String, Long> getChecking() {
    HealthStatistics now = health.statistics();
    Map<String, Long> numbers = new LinkedHashMap<>();
    numbers.put("checks", (long) now.checks());
    numbers.put("threads", (long) now.threads());
    numbers.put("threadLimit", (long) now.threadLimit());
    numbers.put("hanging", (long) now.hanging());
    numbers.put("waiting", (long) now.waiting());
    numbers.put("timeouts", now.timeouts());
    numbers.put("reports", now.reports());
    numbers.put("lagMillis", now.lag().toMillis());
    return numbers;
  }

  @Override
  public void close() {
    subscription.close();
    registration.close();
  }
}
