package io.kubernaut.core.architecture;

import java.util.List;

/** What no class does, because the platform does it or because the host would feel it. */
final class Bans {

  private static final String RUNTIME = "io.kubernaut.core.runtime";

  static final Ban TIME =
      Ban.on(
              "read the machine's clock",
              "tests move all time by hand, under a seed",
              "take platform.wallClock() or platform.monotonicClock()",
              "java.time.*.now(*",
              "java.time.Clock.system*",
              "java.time.Clock.tick*",
              "java.time.InstantSource.system(*",
              "java.lang.System.nanoTime(*",
              "java.lang.System.currentTimeMillis(*",
              "java.util.Date.<init>()",
              "java.util.Calendar.getInstance(*",
              "java.util.GregorianCalendar.<init>()")
          .except(RUNTIME, "it is where clocks come from");

  static final Ban THREADS =
      Ban.on(
              "make threads",
              "threads are limited in number, named, watched, and end with their platform",
              "take platform.executor(..), platform.scheduler() or platform.threads(..)",
              "java.lang.Thread.<init>(*",
              "java.lang.Thread.of*",
              "java.lang.Thread.startVirtualThread(*",
              "java.util.Timer.<init>(*",
              "java.util.concurrent.Executors.*",
              "java.util.concurrent.ThreadPoolExecutor.<init>(*",
              "java.util.concurrent.ScheduledThreadPoolExecutor.<init>(*",
              "java.util.concurrent.ForkJoinPool.<init>(*",
              "java.util.concurrent.ForkJoinPool.commonPool(*")
          .except(RUNTIME, "it is where threads come from")
          .except(
              "io.kubernaut.core.jetty.Ticker",
              "Jetty is given the one thread that waits, so that stopping can wait for its end")
          .except(
              "io.kubernaut.metrics.registry.RegistryBuilder",
              "a registry can live without a platform; its callbacks must not run on the scraper's thread");

  static final Ban COMMON_POOL =
      Ban.on(
          "work in the common pool",
          "it belongs to the host, and one slow task of ours would hold up the host's",
          "pass an executor of the platform",
          "*.parallelStream()",
          "java.util.stream.*.parallel()",
          "java.util.concurrent.Completa*.*Async(java.lang.Runnable)",
          "java.util.concurrent.Completa*.*Async(java.util.function.*unction)",
          "java.util.concurrent.Completa*.*Async(java.util.function.*onsumer)",
          "java.util.concurrent.Completa*.*Async(java.util.function.Supplier)",
          "java.util.concurrent.Completa*.*Async(java.util.concurrent.CompletionStage,java.lang.Runnable)",
          "java.util.concurrent.Completa*.*Async(java.util.concurrent.CompletionStage,java.util.function.*unction)",
          "java.util.concurrent.Completa*.*Async(java.util.concurrent.CompletionStage,java.util.function.*onsumer)");

  static final Ban SLEEP =
      Ban.on(
          "sleep",
          "a sleeping thread can be neither hurried by a test nor drained at the end",
          "use platform.scheduler()",
          "java.lang.Thread.sleep(*",
          "java.util.concurrent.TimeUnit.sleep(*");

  static final Ban FILES =
      Ban.on(
              "write files",
              "what is written has to survive kill -9, and tests stand on a simulated disk",
              "write through the Storage of core/storage",
              "java.nio.file.Files.write*",
              "java.nio.file.Files.new*Writer(*",
              "java.nio.file.Files.newOutputStream(*",
              "java.nio.file.Files.newByteChannel(*",
              "java.nio.file.Files.create*",
              "java.nio.file.Files.delete*",
              "java.nio.file.Files.copy(*",
              "java.nio.file.Files.move(*",
              "java.nio.file.Files.set*",
              "java.nio.channels.FileChannel.open(*",
              "java.nio.channels.AsynchronousFileChannel.open(*",
              "java.io.FileOutputStream.<init>(*",
              "java.io.FileWriter.<init>(*",
              "java.io.RandomAccessFile.<init>(*",
              "java.io.PrintWriter.<init>(java.lang.String*",
              "java.io.PrintWriter.<init>(java.io.File*",
              "java.io.PrintStream.<init>(java.lang.String*",
              "java.io.PrintStream.<init>(java.io.File*",
              "java.io.File.create*",
              "java.io.File.delete*",
              "java.io.File.mkdir*",
              "java.io.File.renameTo(*",
              "java.io.File.set*")
          .except("io.kubernaut.core.storage", "it is where files come from")
          .except(
              RUNTIME + ".TerminationMessage",
              "Kubernetes reads one small file at a fixed path, written as the process dies");

  static final Ban WRITABLE_MAPPINGS =
      Ban.on(
          "map files for writing",
          "a full disk then ends in a fault of the virtual machine, not in an exception",
          "write with a FileChannel and force it",
          "java.nio.channels.FileChannel$MapMode.READ_WRITE",
          "java.nio.channels.FileChannel$MapMode.PRIVATE");

  static final Ban RANDOMNESS =
      Ban.on(
              "draw randomness of its own",
              "a failing test is repeated by its seed",
              "take platform.random(purpose)",
              "java.util.Random.<init>(*",
              "java.util.SplittableRandom.<init>()",
              "java.util.concurrent.ThreadLocalRandom.current()",
              "java.util.random.RandomGenerator*.of*",
              "java.util.random.RandomGenerator*.getDefault()",
              "java.util.UUID.randomUUID()",
              "java.util.Collections.shuffle(java.util.List)",
              "java.lang.Math.random()",
              "java.security.SecureRandom.*")
          .except(RUNTIME + ".PlatformBuilder", "a platform without a seed draws one, once")
          .except("io.kubernaut.core.security", "keys and nonces must not come from a seed")
          .except(
              "io.kubernaut.core.storage.backup.Sealing",
              "what seals a backup must not be foreseen by whoever knows the seed");

  static final Ban CONSOLE =
      Ban.on(
          "write to the process's streams",
          "they are the host's",
          "log through SLF4J",
          "java.lang.System.out",
          "java.lang.System.err",
          "java.lang.System.in",
          "java.lang.System.console()",
          "*.printStackTrace()",
          "java.lang.Thread.dumpStack()");

  static final Ban PROCESS_WIDE =
      Ban.on(
              "change what the whole virtual machine shares",
              "two platforms in one virtual machine do not meet, and the host does not meet either",
              "keep the setting in an object that someone is given",
              "java.lang.System.set*",
              "java.lang.System.clearProperty(*",
              "java.lang.System.exit(*",
              "java.lang.System.load*",
              "java.lang.System.gc()",
              "java.lang.Runtime.exit(*",
              "java.lang.Runtime.halt(*",
              "java.lang.Runtime.load*",
              "java.lang.Runtime.addShutdownHook(*",
              "java.lang.Thread.setDefaultUncaughtExceptionHandler(*",
              "java.util.Locale.setDefault(*",
              "java.util.TimeZone.setDefault(*",
              "java.util.logging.LogManager.*",
              "java.net.URL.setURLStreamHandlerFactory(*",
              "java.net.*.setDefault*",
              "java.net.Socket.setSocketImplFactory(*",
              "java.net.ServerSocket.setSocketFactory(*",
              "javax.net.ssl.SSLContext.setDefault(*",
              "javax.net.ssl.HttpsURLConnection.setDefault*",
              "java.security.Security.set*",
              "java.security.Security.addProvider(*",
              "java.security.Security.insertProviderAt(*",
              "java.security.Security.removeProvider(*",
              "java.lang.management.*.set*",
              "java.lang.management.*.reset*",
              "com.sun.management.*.set*")
          .except(RUNTIME + ".ShutdownHook", "it takes the hook back when its platform closes");

  static final Ban BREAKING_IN =
      Ban.on(
              "open what others closed",
              "it breaks with the next JDK, and hardened hosts refuse it",
              "use the public API, or a method handle looked up in one's own class",
              "java.lang.reflect.*.setAccessible(*",
              "java.lang.reflect.*.trySetAccessible(*",
              "java.lang.invoke.MethodHandles.privateLookupIn(*",
              "java.io.ObjectInputStream.<init>(*")
          .except(
              "io.kubernaut.types.schema",
              "it reads and makes records of users too, wherever these are declared");

  static final List<Ban> ALL =
      List.of(
          TIME,
          THREADS,
          COMMON_POOL,
          SLEEP,
          FILES,
          WRITABLE_MAPPINGS,
          RANDOMNESS,
          CONSOLE,
          PROCESS_WIDE,
          BREAKING_IN);

  private Bans() {}
}
