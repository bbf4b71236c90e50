/** Health to look at: a page and a picture that need no network. */
package io.kubernaut.health.checks.view;
