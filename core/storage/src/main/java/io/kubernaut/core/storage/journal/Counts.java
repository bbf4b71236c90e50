package io.kubernaut.core.storage.journal;

import java.util.concurrent.atomic.LongAdder;

/** What a journal counts while it writes. */
final class Counts {

  final LongAdder records = new LongAdder();
  final LongAdder bytes = new LongAdder();
  final LongAdder commits = new LongAdder();
  final LongAdder forces = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder doubtful = new LongAdder();
}
