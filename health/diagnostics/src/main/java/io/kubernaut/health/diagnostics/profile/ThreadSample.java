package io.kubernaut.health.diagnostics.profile;

import java.lang.management.ThreadInfo;
import java.util.List;

/**
 * What one thread did at one moment.
 *
 * @param name the thread's
 * @param state its state
 * @param inNative whether it was in native code, so that "runnable" may mean that it waits
 * @param stack the frames, the innermost first
 * @param lock the class of what it waits for, or an empty text
 * @param holder the name of the thread that holds that, or an empty text
 */
record ThreadSample(
    String name,
    Thread.State state,
    boolean inNative,
    List<StackTraceElement> stack,
    String lock,
    String holder) {

  static ThreadSample of(ThreadInfo info) {
    return new ThreadSample(
        info.getThreadName(),
        info.getThreadState(),
        info.isInNative(),
        List.of(info.getStackTrace()),
        info.getLockInfo() == null ? "" : info.getLockInfo().getClassName(),
        info.getLockOwnerName() == null ? "" : info.getLockOwnerName());
  }

  /** Returns the innermost frame outside of the JDK; the innermost of all if there is none. */
  String site() {
    return stack.stream()
        .filter(frame -> !isJdk(frame.getClassName()))
        .findFirst()
        .or(() -> stack.stream().findFirst())
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .orElse("unknown");
  }

  static boolean isJdk(String type) {
    return type.startsWith("java.")
        || type.startsWith("jdk.")
        || type.startsWith("sun.")
        || type.startsWith("javax.")
        || type.startsWith("com.sun.");
  }
}
