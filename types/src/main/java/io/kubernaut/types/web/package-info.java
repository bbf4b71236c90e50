/**
 * What travels with requests over HTTP and gRPC: problem documents, statuses, pages and links,
 * entity tags, trace context, and the description of APIs.
 *
 * <pre>{@code
 * TraceParent.parse(request.header("traceparent")).ifPresent(parent -> log(parent.traceId()));
 * TraceState.parse(request.header("tracestate")).with("kubernaut", "7").toString();
 * ETag.parse("W/\"7\"").matchesWeakly(ETag.strong("7"));                // true
 * Problem.of(new HttpStatus(404), "No order 42. Check the number.");
 * GrpcStatus.NOT_FOUND.http();                                          // 404 Not Found
 * Page<Order> page = new PageRequest(50, 25).of(orders);
 * page.links("/orders");                                                // first, prev, next
 * }</pre>
 *
 * <p>Sources: RFC 9110 (statuses, entity tags), RFC 9457 (problems), RFC 8288 (links), W3C Trace
 * Context, the documents of gRPC, and OpenAPI 3.1.
 */
package io.kubernaut.types.web;
