package app;

import cn.yjt.BusinessType;
import cn.yjt.YjtException;
import cn.yjt.spring.YjtClients;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An application on the web that exchanges the codes it is given, and prints its port. */
@SpringBootApplication
@RestController
public class App {
    private final YjtClients clients;

    public App(YjtClients clients) {
        this.clients = clients;
    }

    public static void main(String[] arguments) {
        String port = SpringApplication.run(App.class, arguments).getEnvironment().getProperty("local.server.port");
        System.out.println("port " + port);
    }

    @GetMapping("/exchange")
    public String exchange(@RequestParam("client") String client, @RequestParam("code") String code) {
        try {
            return clients.get(client).exchangeCode(code, BusinessType.APPOINTMENT).getName();
        } catch (YjtException e) {
            return "status " + e.getStatusCode() + " gateway " + e.getGatewayCode() + " on " + Thread.currentThread();
        }
    }
}
