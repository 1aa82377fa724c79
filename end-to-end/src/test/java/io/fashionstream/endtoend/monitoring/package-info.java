/** What Prometheus, its rules and Grafana's dashboards get of real processors. */
@NullMarked
package io.fashionstream.endtoend.monitoring;

import org.jspecify.annotations.NullMarked;
