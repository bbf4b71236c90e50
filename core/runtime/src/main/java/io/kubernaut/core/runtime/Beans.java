package io.kubernaut.core.runtime;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform's place in JMX: one naming scheme, and nothing left behind.
 *
 * <pre>{@code
 * io.kubernaut:type=<Kind>,platform=<name>[,name=<x>]
 * }</pre>
 *
 * <p>Only MXBeans are taken, so that any JMX client can read them without our classes. Registering
 * the same kind and name again replaces the bean. When another platform of the same name already
 * lives in the MBean server, this one is called {@code <name>-2}, {@code <name>-3} and so on there
 * ({@link #platform()}). Everything is unregistered when the platform closes. Safe for any thread.
 */
public final class Beans {

  private static final Logger LOG = LoggerFactory.getLogger(Beans.class);
  private static final String DOMAIN = "io.kubernaut";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]+");
  private static final Pattern KIND = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
  private static final int MOST_NAMESAKES = 10_000;

  private final MBeanServer server;
  private final Map<ObjectName, Object> registered = new TreeMap<>();
  private String platform;
  private boolean closed;

  Beans(MBeanServer server, String platform) {
    this.server = server;
    this.platform = platform;
  }

  static MBeanServer platformServer() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  /**
   * Claims a name by registering the platform's own bean: the server itself decides between two
   * platforms that start at the same time.
   */
  synchronized void claim(Object bean) {
    String wanted = platform;
    for (int i = 2; i <= MOST_NAMESAKES; i++) {
      try {
        ObjectName name = name("Platform");
        server.registerMBean(bean, name);
        registered.put(name, bean);
        return;
      } catch (InstanceAlreadyExistsException taken) {
        platform = wanted + "-" + i;
      } catch (JMException | RuntimeException refused) {
        LOG.warn("Platform {} is not visible in JMX", wanted, refused);
        return;
      }
    }
  }

  /**
   * Returns what the platform is called in JMX.
   *
   * @return its name, with a number behind it if the name was taken
   */
  public synchronized String platform() {
    return platform;
  }

  /**
   * Registers the one bean of a kind.
   *
   * @param kind what it is, for example {@code Metrics}
   * @param bean an MXBean
   * @return the handle that unregisters it
   * @throws IllegalArgumentException if the kind is not a plain word or the object is no MXBean
   */
  public Registration register(String kind, Object bean) {
    return register(name(kind), bean);
  }

  /**
   * Registers one of several beans of a kind.
   *
   * @param kind what it is, for example {@code Meter}
   * @param name which one; any text, quoted as JMX needs it
   * @param bean an MXBean
   * @return the handle that unregisters it
   * @throws IllegalArgumentException if the kind is not a plain word or the object is no MXBean
   */
  public Registration register(String kind, String name, Object bean) {
    return register(name(kind, name), bean);
  }

  /**
   * Returns the object name of the one bean of a kind.
   *
   * @param kind what it is
   * @return the name, whether registered or not
   * @throws IllegalArgumentException if the kind is not a plain word
   */
  public ObjectName name(String kind) {
    return name(kind, Optional.empty());
  }

  /**
   * Returns the object name of one of several beans of a kind.
   *
   * @param kind what it is
   * @param name which one
   * @return the name, whether registered or not
   * @throws IllegalArgumentException if the kind is not a plain word
   */
  public ObjectName name(String kind, String name) {
    return name(kind, Optional.of(name));
  }

  private ObjectName name(String kind, Optional<String> name) {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException(
          "Invalid kind of bean \"%s\": use letters and digits, for example \"Metrics\"."
              .formatted(kind));
    }
    String text =
        "%s:type=%s,platform=%s%s"
            .formatted(
                DOMAIN, kind, quoted(platform()), name.map(x -> ",name=" + quoted(x)).orElse(""));
    try {
      return new ObjectName(text);
    } catch (MalformedObjectNameException impossible) {
      throw new IllegalArgumentException("Invalid object name " + text, impossible);
    }
  }

  private static String quoted(String value) {
    return PLAIN.matcher(value).matches() ? value : ObjectName.quote(value);
  }

  private synchronized Registration register(ObjectName name, Object bean) {
    if (!isMxBean(bean)) {
      throw new IllegalArgumentException(
          "Bean %s of %s is no MXBean: implement a public interface whose name ends in MXBean."
              .formatted(name, bean.getClass().getName()));
    }
    if (!closed) {
      unregister(name);
      add(name, bean);
    }
    return () -> remove(name, bean);
  }

  private static boolean isMxBean(Object bean) {
    for (Class<?> type = bean.getClass(); type != null; type = type.getSuperclass()) {
      for (Class<?> contract : type.getInterfaces()) {
        if (JMX.isMXBeanInterface(contract)) {
          return true;
        }
      }
    }
    return false;
  }

  private void add(ObjectName name, Object bean) {
    try {
      server.registerMBean(bean, name);
      registered.put(name, bean);
    } catch (InstanceAlreadyExistsException foreign) {
      LOG.warn("{} is not registered: somebody else has a bean of that name", name);
    } catch (JMException | RuntimeException refused) {
      LOG.warn("{} is not visible in JMX", name, refused);
    }
  }

  private synchronized void remove(ObjectName name, Object bean) {
    if (registered.get(name) == bean) {
      unregister(name);
    }
  }

  private void unregister(ObjectName name) {
    if (registered.remove(name) != null) {
      try {
        server.unregisterMBean(name);
      } catch (InstanceNotFoundException ignoredGone) {
        LOG.debug("{} was unregistered by somebody else", name);
      } catch (JMException | RuntimeException refused) {
        LOG.warn("{} could not be unregistered", name, refused);
      }
    }
  }

  synchronized int size() {
    return registered.size();
  }

  synchronized void close() {
    closed = true;
    for (ObjectName name : registered.keySet().toArray(ObjectName[]::new)) {
      unregister(name);
    }
  }

  /** A bean's place in the MBean server. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {

    /** Unregisters the bean, unless another took its place. Closing twice is harmless. */
    @Override
    void close();
  }
}
