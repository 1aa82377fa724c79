package io.fashionstream.endtoend.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whom the Alertmanager tells: takes its web hooks, and keeps the alerts that fired. */
final class Pager implements AutoCloseable {
    private final HttpServer server;
    private final List<JsonNode> alerts = new CopyOnWriteArrayList<>();

    Pager() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            for (JsonNode alert :
                    new JsonMapper().readTree(exchange.getRequestBody()).path("alerts")) {
                if (alert.path("status").asText().equals("firing")) {
                    alerts.add(alert);
                }
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    /** The alerts that it was told of by one name. */
    List<JsonNode> alerts(String name) {
        return alerts.stream()
                .filter(alert -> alert.at("/labels/alertname").asText().equals(name))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
