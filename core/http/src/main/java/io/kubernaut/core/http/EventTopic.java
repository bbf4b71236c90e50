package io.kubernaut.core.http;

/** A stream of events that many clients watch. */
public final class EventTopic {

  private final String name;

  private EventTopic(String name) {
    this.name = name;
  }

  /**
   * Returns a new topic.
   *
   * @param name what it is called
   * @return the topic
   */
  public static EventTopic named(String name) {
    return new EventTopic(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
