package io.kubernaut.benchmarks.overhead;

import java.io.IOException;
import java.util.List;

/**
 * Proves that the JVM keeps the handler apart from its callers: it runs a short trial with the
 * compiler's diary switched on, and reads there what was done at each call of the handler.
 */
final class InliningCheck {
  private static final String CALL = "RequestHandler::handle ";
  private static final String KEPT_APART = "disallowed by CompileCommand";
  private static final String INLINED = "inline (hot)";

  private final List<String> calls;

  private InliningCheck(List<String> calls) {
    this.calls = calls;
  }

  static InliningCheck run() throws IOException, InterruptedException {
    List<String> diary =
        new ChildJvm(
                RequestTrial.class,
                List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+PrintInlining"),
                "1",
                "20",
                "1")
            .run();
    return new InliningCheck(diary.stream().filter(line -> line.contains(CALL)).toList());
  }

  /** Whether the compiler met the call and refused to inline it each time. */
  boolean passed() {
    return keptApart() > 0 && calls.stream().noneMatch(call -> call.contains(INLINED));
  }

  long keptApart() {
    return calls.stream().filter(call -> call.contains(KEPT_APART)).count();
  }
}
