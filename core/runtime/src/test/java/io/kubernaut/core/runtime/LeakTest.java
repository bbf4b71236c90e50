package io.kubernaut.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@Tag("BR-SVC-006")
@Tag("BR-KUBE-002")
class LeakTest {

  private static final int PLATFORMS = 1_000;
  private static final int COLLECTIONS = 10;

  @Test
  void aThousandPlatformsLeaveNothingBehind() throws Exception {
    live();
    HostState before = HostState.now();
    for (int i = 0; i < PLATFORMS; i++) {
      live();
    }
    assertThat(HostState.now()).isEqualTo(before);
    assertThat(threads()).filteredOn(name -> name.startsWith("kubernaut")).isEmpty();
    assertThat(beans()).isEmpty();
  }

  @Test
  void platformsAtTheSameTimeLeaveNothingBehindEither() throws Exception {
    List<Platform> platforms = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      platforms.add(Platform.builder("same").stopOnShutdown(Duration.ofSeconds(1)).start());
    }
    assertThat(beans()).hasSize(20);
    platforms.forEach(Platform::close);
    assertThat(beans()).isEmpty();
    assertThat(threads()).filteredOn(name -> name.startsWith("kubernaut")).isEmpty();
  }

  /** The whole life of a platform that uses everything it has. */
  private static void live() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(4);
    Worker worker =
        Worker.named(
                "loop",
                lifeline -> {
                  done.countDown();
                  new CountDownLatch(1).await();
                })
            .heartbeat(Duration.ofMinutes(1));
    try (Platform platform =
        Platform.builder("leak")
            .stopOnShutdown(Duration.ofSeconds(1))
            .component(worker)
            .component(new Probe("probe", new ArrayList<>(), "loop"))
            .start()) {
      platform
          .events()
          .subscribe("test", LifecycleEvent.ComponentGivenUp.class, event -> done.countDown());
      platform
          .events()
          .publish(
              new LifecycleEvent.ComponentGivenUp(platform.wallClock().instant(), "x", "test"));
      platform.scheduler().once("once", Duration.ZERO, done::countDown);
      platform.scheduler().every("often", Duration.ofHours(1), () -> {});
      platform.executor("work", new ExecutorLimits(1, 1)).execute(done::countDown);
      platform.beans().register("Thing", "a \"b\"", new BeansTest.Thing(1));
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }

  private static Set<ObjectName> beans() throws JMException {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(new ObjectName("io.kubernaut:*"), null);
  }

  /** What belongs to the host and must stay as it is. */
  private record HostState(
      Properties properties,
      Set<Thread> hooks,
      String uncaughtHandler,
      TimeZone zone,
      ClassLoader contextLoader) {

    static HostState now() throws ReflectiveOperationException {
      TimeZone zone = TimeZone.getDefault(); // whoever asks first, a log for one, sets a property
      return new HostState(
          (Properties) System.getProperties().clone(),
          registeredHooks(),
          String.valueOf(Thread.getDefaultUncaughtExceptionHandler()),
          zone,
          Thread.currentThread().getContextClassLoader());
    }

    /** The virtual machine has no question for them; the tests open the package that has. */
    @SuppressWarnings("unchecked")
    private static Set<Thread> registeredHooks() throws ReflectiveOperationException {
      var field = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
      field.setAccessible(true);
      return Set.copyOf(((java.util.Map<Thread, Thread>) field.get(null)).keySet());
    }
  }

  @Test
  void aClassLoaderThatLoadedTheRuntimeIsCollected() throws Exception {
    WeakReference<ClassLoader> loader = new WeakReference<>(liveInLoader());
    for (int i = 0; i < COLLECTIONS && loader.get() != null; i++) {
      System.gc();
      Waits.pause(Duration.ofMillis(50));
    }
    assertThat(loader.get()).as("after " + COLLECTIONS + " collections").isNull();
  }

  private static ClassLoader liveInLoader() throws Exception {
    ClassLoader host = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      run(loader);
      return loader;
    } finally {
      Thread.currentThread().setContextClassLoader(host);
    }
  }

  private static void run(ClassLoader loader) throws ReflectiveOperationException {
    var live = loader.loadClass(LeakTest.class.getName()).getDeclaredMethod("live");
    live.setAccessible(true);
    try {
      live.invoke(null);
    } catch (InvocationTargetException thrown) {
      throw new AssertionError("in the loader", thrown.getCause());
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(new File(entry).toURI().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
