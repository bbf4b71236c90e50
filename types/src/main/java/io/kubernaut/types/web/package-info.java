/**
 * What travels with requests: entity tags and trace context.
 *
 * <pre>{@code
 * TraceParent.parse(request.header("traceparent")).ifPresent(parent -> log(parent.traceId()));
 * ETag.parse("W/\"7\"").matchesWeakly(ETag.strong("7"));   // true
 * }</pre>
 */
package io.kubernaut.types.web;
