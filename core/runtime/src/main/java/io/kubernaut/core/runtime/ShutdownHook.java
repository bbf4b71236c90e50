package io.kubernaut.core.runtime;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The platform's hook in the virtual machine's shutdown, present only if asked for. */
final class ShutdownHook {

  private static final Logger LOG = LoggerFactory.getLogger(ShutdownHook.class);
  private static final boolean INHERIT_NOTHING = false;

  private final String name;
  private @Nullable Thread thread;

  ShutdownHook(String platform) {
    this.name = "kubernaut-" + platform + "-shutdown";
  }

  synchronized void add(Runnable drain) {
    // Not one of the platform's threads: this one has to wait until the platform has stopped.
    Thread hook = new Thread(null, drain, name, 0, INHERIT_NOTHING);
    hook.setContextClassLoader(Platform.class.getClassLoader());
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      thread = hook;
    } catch (IllegalStateException tooLate) {
      LOG.warn("{} is not registered: the virtual machine is shutting down", name);
    }
  }

  synchronized void remove() {
    if (thread != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(thread);
      } catch (IllegalStateException ignoredShuttingDown) {
        LOG.debug("{} is running", name);
      }
      thread = null;
    }
  }
}
