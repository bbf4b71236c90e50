package io.kubernaut.types.container;

import java.util.List;
import java.util.Optional;

/**
 * What a process ended with. Up to 255 the conventions of POSIX shells and container runtimes hold:
 * 125 to 127 mean that nothing ran, 128 + <i>n</i> that signal <i>n</i> ended it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/signal.7.html">signal(7)</a>
 * @param value the code; 0 is success
 */
public record ExitCode(int value) {

  private static final List<String> SIGNALS =
      List.of(
          "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
          "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
          "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

  private static final int SIGNAL_BASE = 128;

  /**
   * Tells whether the process did what it should.
   *
   * @return true for 0
   */
  public boolean isSuccess() {
    return value == 0;
  }

  /**
   * Tells whether the command never ran: the runtime failed (125), or the command could not be
   * executed (126) or found (127).
   *
   * @return true for these three
   */
  public boolean isNotStarted() {
    return value >= 125 && value <= 127;
  }

  /**
   * Returns the signal that ended the process.
   *
   * @return its name, for example {@code SIGKILL} for 137; empty if none did
   */
  public Optional<String> signal() {
    int number = value - SIGNAL_BASE;
    return number >= 1 && number <= SIGNALS.size()
        ? Optional.of("SIG" + SIGNALS.get(number - 1))
        : Optional.empty();
  }

  /**
   * Says what the code means.
   *
   * @return a phrase for people
   */
  public String meaning() {
    return switch (value) {
      case 0 -> "completed";
      case 2 -> "failed: wrong use of a shell command";
      case 125 -> "did not start: the container runtime failed";
      case 126 -> "did not start: the command cannot be executed";
      case 127 -> "did not start: the command was not found";
      case 137 -> "killed (SIGKILL): often for lack of memory, or after the grace period";
      case 139 -> "crashed (SIGSEGV): an invalid memory access";
      case 143 -> "asked to stop (SIGTERM)";
      default -> signal().map(signal -> "ended by " + signal).orElse("failed with " + value);
    };
  }
}
