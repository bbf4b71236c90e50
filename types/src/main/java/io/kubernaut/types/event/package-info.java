/**
 * Events that leave the process, as CloudEvents 1.0: the event, batches, the headers of HTTP and
 * Kafka, and which record holds the payload of which type.
 *
 * <pre>{@code
 * CloudEvent event =
 *     CloudEvent.builder("1234", URI.create("/orders"), "com.example.order.placed")
 *         .time(now)
 *         .data(RawJson.of("{\"order\":42}"))
 *         .build();                                  // or InvalidDocumentException with all problems
 *
 * byte[] structured = Codecs.json(CloudEvent.class).write(event);    // application/cloudevents+json
 * Map<String, String> headers = EventBinding.HTTP.headers(event);    // ce-id, ce-source, …
 * byte[] body = EventBinding.HTTP.body(event);                       // {"order":42}
 * }</pre>
 */
package io.kubernaut.types.event;
