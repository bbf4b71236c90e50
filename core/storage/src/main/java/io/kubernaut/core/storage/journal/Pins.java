package io.kubernaut.core.storage.journal;

/** Whether somebody needs the files as they are. */
final class Pins {

  private int count;

  synchronized void pin() {
    count++;
  }

  synchronized void unpin() {
    count--;
  }

  synchronized boolean isPinned() {
    return count > 0;
  }
}
