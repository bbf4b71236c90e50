package io.kubernaut.health.diagnostics.profile;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a thread does at the moment of a sample, told from its state, its frames, and what it waits
 * for.
 *
 * <p>"Runnable" is what the virtual machine calls a thread in a system call as well: one that reads
 * a socket waits for somebody else, one in a selector or in {@code accept} for work. A parked
 * thread waits for a lock if a lock's synchronizer holds it; for a pool if it is in a semaphore or
 * in a method of something called a pool; for an answer if it is in a client; for a result if it is
 * in a future; otherwise for work, which holds nobody up.
 */
enum Activity {
  RUNNING,
  LOCK,
  POOL,
  DEPENDENCY,
  /** Waits for what another thread computes: whose fault that is the pools tell. */
  RESULT,
  IDLE;

  private static final int NEAR = 16;

  private static final Set<String> SYSTEM =
      Set.of(
          "Reference Handler",
          "Finalizer",
          "Signal Dispatcher",
          "Common-Cleaner",
          "Notification Thread",
          "Attach Listener",
          "DestroyJavaVM",
          "process reaper",
          "surefire-forkedjvm-command-thread",
          "surefire-forkedjvm-stream-flusher");

  private static final Pattern WAITS_FOR_WORK =
      Pattern.compile(
          ".*(?:\\.accept\\d*|Selector\\w*\\.(?:select|lockAndDoSelect|doSelect)|EPoll\\.wait|KQueue\\.poll"
              + "|ThreadPoolExecutor\\.getTask|ForkJoinPool\\.(?:awaitWork|runWorker)|DelayedWorkQueue\\.take"
              + "|ReferenceQueue\\.remove|Thread\\.(?:sleep|join)|TimerThread\\.mainLoop|QueuedThreadPool\\.\\w*[iI]dle\\w*"
              + "|CountDownLatch\\.await|ProcessImpl\\.waitFor|ProcessHandleImpl\\.\\w+|FileInputStream\\.read\\w*)");

  private static final Pattern ASKS_OTHERS =
      Pattern.compile(
          ".*(?:NioSocketImpl\\.\\w+|SocketDispatcher\\.\\w+|SocketChannelImpl\\.\\w+|SocketInputStream\\.\\w+|sun\\.nio\\.ch\\.Net\\.\\w+"
              + "|Inet\\dAddressImpl\\.\\w+|FileDispatcherImpl\\.\\w+|FileChannelImpl\\.\\w+|RandomAccessFile\\.\\w+|UnixNativeDispatcher\\.\\w+)");

  private static final Pattern CLIENT =
      Pattern.compile(
          "(?:jdk\\.internal\\.net\\.http|java\\.net\\.http|java\\.sql|io\\.grpc|okhttp3|org\\.apache\\.http|io\\.lettuce|redis\\.clients|com\\.mongodb|org\\.postgresql|com\\.mysql|oracle\\.jdbc|org\\.apache\\.kafka\\.clients|io\\.etcd)\\..*");

  private static final Pattern POOL_METHOD =
      Pattern.compile("(?:acquire|borrow|checkout|lease|obtain|getconnection|take|poll|get).*");

  static Activity of(ThreadSample thread) {
    if (thread.stack().isEmpty()
        || SYSTEM.contains(thread.name())
        || thread.name().startsWith("JFR ")) {
      return IDLE;
    }
    return switch (thread.state()) {
      case BLOCKED -> LOCK;
      case RUNNABLE -> runnable(thread);
      case WAITING, TIMED_WAITING -> waiting(thread);
      case NEW, TERMINATED -> IDLE;
    };
  }

  private static Activity runnable(ThreadSample thread) {
    if (!thread.inNative()) {
      return RUNNING;
    }
    if (near(thread, WAITS_FOR_WORK)) {
      return IDLE;
    }
    return near(thread, ASKS_OTHERS) ? DEPENDENCY : RUNNING;
  }

  private static Activity waiting(ThreadSample thread) {
    if (isLock(thread.lock())) {
      return LOCK;
    }
    if (thread.lock().contains("Semaphore$") || any(thread, Activity::isPool)) {
      return POOL;
    }
    if (any(thread, frame -> CLIENT.matcher(frame.getClassName()).matches())) {
      // The client's own threads wait for work as well.
      return near(thread, WAITS_FOR_WORK) ? IDLE : DEPENDENCY;
    }
    return isFuture(thread) && !near(thread, WAITS_FOR_WORK) ? RESULT : IDLE;
  }

  private static boolean isLock(String type) {
    return type.startsWith("java.util.concurrent.locks.Reentrant")
        || type.startsWith("java.util.concurrent.locks.StampedLock");
  }

  /** A worker of a thread pool waits for work in methods of a pool too, but these are the JDK's. */
  private static boolean isPool(StackTraceElement frame) {
    String type = frame.getClassName();
    String method = frame.getMethodName().toLowerCase(Locale.ROOT);
    return !ThreadSample.isJdk(type)
        && type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT).contains("pool")
        && !type.contains("ThreadPool")
        && POOL_METHOD.matcher(method).matches();
  }

  private static boolean isFuture(ThreadSample thread) {
    return any(
        thread,
        frame ->
            (frame.getClassName().equals("java.util.concurrent.FutureTask")
                    && frame.getMethodName().equals("awaitDone"))
                || (frame.getClassName().equals("java.util.concurrent.CompletableFuture")
                    && frame.getMethodName().endsWith("Get")));
  }

  private static boolean near(ThreadSample thread, Pattern frames) {
    return any(
        thread,
        frame -> frames.matcher(frame.getClassName() + "." + frame.getMethodName()).matches());
  }

  private static boolean any(ThreadSample thread, Predicate<StackTraceElement> which) {
    List<StackTraceElement> stack = thread.stack();
    return stack.subList(0, Math.min(NEAR, stack.size())).stream().anyMatch(which);
  }
}
