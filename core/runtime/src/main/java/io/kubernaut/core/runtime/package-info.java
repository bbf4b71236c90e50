/**
 * The platform: what owns time, threads and the life of every component, so that nothing else has
 * to.
 */
package io.kubernaut.core.runtime;
