package io.kubernaut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing leaves nothing behind. */
@Timeout(120)
@Tag("BR-SVC-006")
@Tag("BR-KUBE-002")
class LeakTest {

  private static final int LIVES = 20;
  private static final int COLLECTIONS = 40;

  /** The names of all threads of any Kubernaut. */
  static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("kubernaut"))
        .sorted()
        .toList();
  }

  private static Set<ObjectName> beans() throws JMException {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(new ObjectName("io.kubernaut:*"), null);
  }

  /** A whole life that uses everything there is, and returns its port. */
  static int live() throws Exception {
    try (Kubernaut kubernaut =
        new KubernautBuilder("leak", new Settings(property -> null, Web.IN_MEMORY))
            .http(0)
            .start()) {
      kubernaut.metrics().counter("counts").increment();
      kubernaut.metrics().timers("times").labels("a").register().with("b").record(() -> {});
      kubernaut.metrics().gauge("gauge", 7);
      kubernaut.jmx().show("counts");
      URI uri = kubernaut.http().uri().orElseThrow();
      try (var in = uri.resolve("/metrics").toURL().openStream()) {
        assertThat(in.readAllBytes()).isNotEmpty();
      }
      return uri.getPort();
    }
  }

  @Test
  void leavesNoThreadBeanPortOrChangedProperty() throws Exception {
    int port = live();
    Properties before = (Properties) System.getProperties().clone();
    for (int i = 0; i < LIVES; i++) {
      port = live();
    }
    assertThat(threads()).isEmpty();
    assertThat(beans()).isEmpty();
    assertThat(System.getProperties()).isEqualTo(before);
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNull();
    try (ServerSocket again = new ServerSocket()) {
      again.setReuseAddress(true); // a closed connection may still be remembered
      again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      assertThat(again.isBound()).as("its port is free").isTrue();
    }
  }

  /** A hook, a listener or a thread-local that is left would hold it. */
  @Test
  void theClassLoaderOfAClosedOneIsCollected() throws Exception {
    WeakReference<ClassLoader> loader = new WeakReference<>(liveInLoader());
    assertThat(new Compared(Duration.ZERO)).isEqualTo(new Compared(Duration.ZERO));
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < COLLECTIONS && loader.get() != null; i++) {
      System.gc();
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(loader.get()).as("after " + COLLECTIONS + " collections").isNull();
  }

  /**
   * The comparison that the JDK makes for records keeps the type of the component it was last made
   * for, whoever's it is (java.lang.runtime.ObjectMethods): Java 17 for good, Java 25 by a soft
   * reference, which this test's JVM clears at once. Let it be a type of the JDK.
   */
  private record Compared(Duration component) {}

  private static ClassLoader liveInLoader() throws Exception {
    ClassLoader host = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      var live = loader.loadClass(LeakTest.class.getName()).getDeclaredMethod("live");
      live.setAccessible(true);
      live.invoke(null);
      return loader;
    } finally {
      Thread.currentThread().setContextClassLoader(host);
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<String> entries =
        List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    URL[] urls = new URL[entries.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = new File(entries.get(i)).toURI().toURL();
    }
    return urls;
  }
}
