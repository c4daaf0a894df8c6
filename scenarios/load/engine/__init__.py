"""The only room that knows Locust and gevent: processes of the conductor and its workers, and what they tell each other."""
