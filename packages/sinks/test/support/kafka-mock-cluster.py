#!/usr/bin/python3
"""A cluster of brokers that speak Kafka's protocol: the mock cluster of librdkafka, not of this project.

Debian and Ubuntu: apt-get install python3-confluent-kafka

kafka-mock-cluster.py BROKERS TOPIC PARTITIONS

Writes `bootstrap HOST:PORT,...`, then obeys lines of standard input, each answered by one line:

  down BROKER, up BROKER          its connections end and it takes none, or does again; brokers count from 1
  leader PARTITION BROKER         the leader moves
  errors API CODE...              the next requests with that number of an API are answered by these errors
  late BROKER API CODE MS         the next one at that broker is answered by the error (0: none) after that time
  rtt BROKER MS                   every answer of that broker comes that much later
  clear API                       no more errors
  read                            every record in the topic, as JSON
"""
import base64
import ctypes
import json
import sys

import confluent_kafka

kafka = ctypes.CDLL("librdkafka.so.1")
PRODUCER = 0
handle, number, text = ctypes.c_void_p, ctypes.c_int32, ctypes.c_char_p


def function(name, result, *arguments):
    found = getattr(kafka, name)
    found.restype, found.argtypes = result, arguments
    return found


conf_new = function("rd_kafka_conf_new", handle)
conf_set = function("rd_kafka_conf_set", ctypes.c_int, handle, text, text, text, ctypes.c_size_t)
client_new = function("rd_kafka_new", handle, ctypes.c_int, handle, text, ctypes.c_size_t)
cluster_new = function("rd_kafka_mock_cluster_new", handle, handle, ctypes.c_int)
bootstraps = function("rd_kafka_mock_cluster_bootstraps", text, handle)
topic_create = function("rd_kafka_mock_topic_create", ctypes.c_int, handle, text, ctypes.c_int, ctypes.c_int)
set_leader = function("rd_kafka_mock_partition_set_leader", ctypes.c_int, handle, text, number, number)
set_down = function("rd_kafka_mock_broker_set_down", ctypes.c_int, handle, number)
set_up = function("rd_kafka_mock_broker_set_up", ctypes.c_int, handle, number)
set_rtt = function("rd_kafka_mock_broker_set_rtt", ctypes.c_int, handle, number, ctypes.c_int)
push_errors = function(
    "rd_kafka_mock_push_request_errors_array", None, handle, ctypes.c_int16, ctypes.c_size_t,
    ctypes.POINTER(ctypes.c_int))
clear_errors = function("rd_kafka_mock_clear_request_errors", None, handle, ctypes.c_int16)
# The last ones are variadic: a count, then pairs of an error and a time.
push_late = kafka.rd_kafka_mock_broker_push_request_error_rtts
push_late.restype = ctypes.c_int


def start(brokers, topic, partitions):
    problem = ctypes.create_string_buffer(512)
    settings = conf_new()
    for name, value in ((b"log_level", b"0"), (b"client.id", b"mock")):
        conf_set(settings, name, value, problem, len(problem))
    client = client_new(PRODUCER, settings, problem, len(problem))
    if client is None:
        sys.exit(problem.value.decode())
    cluster = cluster_new(client, brokers)
    if cluster is None or topic_create(cluster, topic, partitions, brokers) != 0:
        sys.exit("the mock cluster did not start")
    return cluster


def read(servers, topic, partitions):
    """Every record, in order within its partition."""
    consumer = confluent_kafka.Consumer({
        "bootstrap.servers": servers, "group.id": "reader", "enable.auto.commit": False, "check.crcs": True})
    places = [confluent_kafka.TopicPartition(topic, partition, 0) for partition in range(partitions)]
    ends = {place.partition: consumer.get_watermark_offsets(place, timeout=30)[1] for place in places}
    consumer.assign(places)
    records = []
    while len(records) < sum(ends.values()):
        message = consumer.poll(30)
        if message is None or message.error():
            raise RuntimeError(f"{len(records)} of {sum(ends.values())} records read: {message and message.error()}")
        records.append({
            "partition": message.partition(),
            "key": message.key() and message.key().decode(),
            "value": base64.b64encode(message.value()).decode(),
            "headers": {name: value.decode() for name, value in message.headers() or []},
        })
    consumer.close()
    return json.dumps(records)


def main():
    brokers, topic, partitions = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    name = topic.encode()
    cluster = start(brokers, name, partitions)
    servers = bootstraps(cluster).decode()
    print("bootstrap", servers, flush=True)

    def errors(api, *codes):
        push_errors(cluster, api, len(codes), (ctypes.c_int * len(codes))(*codes))

    def late(broker, api, code, milliseconds):
        return push_late(handle(cluster), number(broker), ctypes.c_int16(api), ctypes.c_size_t(1),
                         ctypes.c_int(code), ctypes.c_int(milliseconds))

    commands = {
        "down": lambda broker: set_down(cluster, broker),
        "up": lambda broker: set_up(cluster, broker),
        "leader": lambda partition, broker: set_leader(cluster, name, partition, broker),
        "errors": errors,
        "late": late,
        "rtt": lambda broker, milliseconds: set_rtt(cluster, broker, milliseconds),
        "clear": lambda api: clear_errors(cluster, api),
        "read": lambda: read(servers, topic, partitions),
    }
    for line in sys.stdin:
        command, *words = line.split()
        try:
            answer = commands[command](*map(int, words))
            print(answer if isinstance(answer, str) else f"ok {answer or 0}", flush=True)
        except Exception as error:  # Told to the test, which fails by it.
            print(f"failed: {error}".replace("\n", " "), flush=True)


main()
