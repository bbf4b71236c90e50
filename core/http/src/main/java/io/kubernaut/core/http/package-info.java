/**
 * The HTTP contract: routes with permissions, requests, responses, event streams, limits and
 * problem documents. It has no server in it.
 */
package io.kubernaut.core.http;
