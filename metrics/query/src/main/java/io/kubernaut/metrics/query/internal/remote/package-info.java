/** The messages of remote write and remote read. */
package io.kubernaut.metrics.query.internal.remote;
